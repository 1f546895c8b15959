using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Tests.Postgres;

public sealed class WarmUpTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Start_AsksTheDatabaseOnceBeforeAnyCaller()
    {
        var heard = new FirstCommand();
        await using var service = await StartAsync(new() { ["Postgres:WarmUpAfter"] = "0" }, heard);

        Assert.Contains("\"Notes\"", await heard.Text.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OutOfRange_StopTheStart()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { ["Postgres:MaxPoolSize"] = "0" }));

        Assert.Contains("MaxPoolSize", error.Message, StringComparison.Ordinal);
    }

    private Task<TestService> StartAsync(Dictionary<string, string?> settings, params IInterceptor[] interceptors)
    {
        settings["ConnectionStrings:notesdb"] = postgres.ConnectionString("postgres");
        return TestService.StartAsync(
            "service",
            _ => { },
            settings,
            builder => builder.AddPostgres<NotesContext>("notesdb", options => options.AddInterceptors(interceptors)));
    }

    private sealed class FirstCommand : DbCommandInterceptor
    {
        private readonly TaskCompletionSource<string> _text = new();

        public Task<string> Text => _text.Task;

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            _text.TrySetResult(result.CommandText);
            return result;
        }
    }
}

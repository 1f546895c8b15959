using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using ServiceDefaults.Tests.Telemetry;

namespace ServiceDefaults.Tests.Postgres;

public sealed class PostgresTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Replicas_MigrateAtOnce_OneDoesIt()
    {
        await using var one = await StartAsync("replicas");
        await using var two = await StartAsync("replicas");
        await using var three = await StartAsync("replicas");

        await Task.WhenAll(((TestService[])[one, two, three]).Select(service => service.App.MigrateAsync<NotesContext>()));

        // The migration inserts one row: once.
        Assert.Equal("1", await one.Client.GetStringAsync("/"));
        // Again, with nothing to do.
        await one.App.MigrateAsync<NotesContext>();
        Assert.Equal("1", await two.Client.GetStringAsync("/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Response_SaysTimeInPostgres_TracedOrNot(bool traced)
    {
        using var spans = new SpanRecorder();
        await using var service = await StartAsync("timing", traced ? spans : null);
        await service.App.MigrateAsync<NotesContext>();

        using var response = await service.Client.GetAsync("/");

        var entry = ServerTimingHeader.Parse(response.Headers.GetValues("Server-Timing").Single()).Last();
        Assert.Equal(("postgres", "service"), (entry.Name, entry.Description));
        Assert.True(entry.Milliseconds > 0);
    }

    [Fact]
    public async Task Query_IsAChildOfItsRequest()
    {
        using var spans = new SpanRecorder();
        await using var service = await StartAsync("query", spans);
        await service.App.MigrateAsync<NotesContext>();

        var trace = await SpanRecorder.GetInTraceAsync(service.Client, "/");

        var server = await spans.WaitForAsync(span => span.TraceId == trace && span.Kind == ActivityKind.Server);
        var query = Assert.Single(spans.Of(trace), span => span.Source.Name == "Npgsql");
        Assert.Equal("SELECT", query.DisplayName);
        Assert.Equal(server.SpanId, query.ParentSpanId);
    }

    [Fact]
    public async Task Probe_LeavesNoSpan()
    {
        using var spans = new SpanRecorder();
        await using var service = await StartAsync("probe", spans);

        var trace = await SpanRecorder.GetInTraceAsync(service.Client, "/alive");
        await service.Client.GetAsync("/health");

        // The database does not exist, so whatever names its server comes from the probe.
        Assert.DoesNotContain(spans.Of(trace), span => span.Kind == ActivityKind.Server);
        Assert.DoesNotContain(spans.To(postgres.Port), span => Equals(span.GetTagItem("db.namespace"), "probe"));
    }

    [Fact]
    public async Task Migration_IsOneTrace()
    {
        using var spans = new SpanRecorder();
        await using var service = await StartAsync("migration", spans);

        await service.App.MigrateAsync<NotesContext>();

        var migrate = await spans.WaitForAsync(span => span.DisplayName == "migrate" && spans.Of(span.TraceId).Count > 1);
        var own = spans.To(postgres.Port).Where(span => Equals(span.GetTagItem("db.namespace"), "migration")).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, span => Assert.Equal(migrate.TraceId, span.TraceId));
    }

    [Fact]
    public async Task ConnectionsCutWhileIdle_NextQuerySucceeds()
    {
        await using var service = await StartAsync("cut");
        await service.App.MigrateAsync<NotesContext>();
        Assert.Equal("1", await service.Client.GetStringAsync("/"));

        await using var administrator = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var cut = administrator.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'");
        await cut.ExecuteNonQueryAsync();

        Assert.Equal("1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Transaction_OfTheService_IsAllowedAndNotRetried()
    {
        await using var service = await StartAsync("transaction");
        await service.App.MigrateAsync<NotesContext>();

        using var response = await service.Client.PostAsync("/conflict", null);

        Assert.Equal(1, int.Parse(await response.Content.ReadAsStringAsync(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Unit_RunByTheStrategy_IsRetried()
    {
        await using var service = await StartAsync("unit");
        await service.App.MigrateAsync<NotesContext>();

        using var response = await service.Client.PostAsync("/conflict?unit=true", null);

        Assert.Equal(3, int.Parse(await response.Content.ReadAsStringAsync(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void NoConnectionString_NamesCauseAndRemedy()
    {
        var builder = WebApplication.CreateSlimBuilder();

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddPostgres<NotesContext>("notesdb"));

        Assert.Contains("ConnectionStrings__notesdb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OutOfRange_StopTheStart()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(
            "service",
            _ => { },
            new() { ["ConnectionStrings:notesdb"] = postgres.ConnectionString("postgres"), ["Postgres:MaxPoolSize"] = "0" },
            builder => builder.AddPostgres<NotesContext>("notesdb")));

        Assert.Contains("MaxPoolSize", error.Message, StringComparison.Ordinal);
    }

    private Task<TestService> StartAsync(string database, SpanRecorder? spans = null)
    {
        var connection = postgres.ConnectionString(database);
        return TestService.StartAsync(
            "service",
            app =>
            {
                app.MapGet("/", (NotesContext db) => db.Notes.CountAsync());
                app.MapPost("/conflict", ConflictAsync);
            },
            spans is null
                ? new() { ["ConnectionStrings:notesdb"] = connection }
                : SpanRecorder.Settings(("ConnectionStrings:notesdb", connection)),
            builder =>
            {
                builder.AddPostgres<NotesContext>("notesdb");
                spans?.Record(builder);
            });
    }

    /// <summary>Runs a transaction that Postgres always undoes, and gives how often it was run.</summary>
    private static async Task<int> ConflictAsync(NotesContext db, bool unit = false)
    {
        var runs = 0;
        try
        {
            await (unit ? db.Database.CreateExecutionStrategy().ExecuteAsync(RunAsync) : RunAsync());
        }
        catch (Exception e) when (e is PostgresException or Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException)
        {
        }

        return runs;

        async Task RunAsync()
        {
            runs++;
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$");
        }
    }
}

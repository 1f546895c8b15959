using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace ServiceDefaults;

/// <summary>
/// Asks the database one question through EF a moment after the service has started, so that no caller waits for EF to build its model and
/// compile its first query: about a second of CPU. Not before: on a small machine that second would keep the other services from starting.
/// </summary>
internal sealed partial class WarmUp<TContext>(
    IServiceScopeFactory scopes,
    IOptions<PostgresOptions> options,
    TimeProvider time,
    ILogger<WarmUp<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.WarmUpAfter), time, stoppingToken);
            using var _ = SuppressInstrumentationScope.Begin();
            await using var scope = scopes.CreateAsyncScope();
            await AskAsync(scope.ServiceProvider.GetRequiredService<TContext>(), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was warm.
        }
        catch (Exception e)
        {
            // It helps and is not needed: whoever needs the database next will say what is wrong with it.
            LogCold(e.Message);
        }
    }

    /// <summary>Any entity will do: the model is one, and so are most of the parts that a query is compiled with.</summary>
    private static Task<object?> AskAsync(TContext context, CancellationToken cancellationToken)
    {
        var entity = context.Model.GetEntityTypes().First(type => !type.IsOwned() && !type.HasSharedClrType).ClrType;
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity).Invoke(context, null)!;
        return set.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Not warmed up: {Reason}")]
    private partial void LogCold(string reason);
}

using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ServiceDefaults;

/// <summary>
/// Retries what is known to have changed nothing: the connection was never made, or Postgres says that it has undone the whole transaction.
/// A connection that breaks in mid-command is not retried, because the command may have been carried out, and twice is wrong.
/// <para>
/// A transaction that a service begins itself is one unit: its single commands are not retried. To have the unit retried, run it by
/// <c>db.Database.CreateExecutionStrategy().ExecuteAsync(...)</c>.
/// </para>
/// </summary>
internal sealed class SafeRetryStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 2, maxRetryDelay: TimeSpan.FromSeconds(1))
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    // EF refuses to run a retrying strategy inside a transaction that was begun outside it. Here it runs, and does not retry.
    protected override void OnFirstExecution() => ExceptionsEncountered.Clear();

    protected override bool ShouldRetryOn(Exception exception) =>
        ChangedNothing(exception) && Dependencies.CurrentContext.Context.Database.CurrentTransaction is null;

    /// <summary>Exponential with full jitter: any delay up to the doubled one, so that replicas don't come back in step.</summary>
    protected override TimeSpan? GetNextDelay(Exception lastException)
    {
        var attempt = ExceptionsEncountered.Count - 1;
        return attempt < MaxRetryCount ? FirstDelay * Math.Pow(2, attempt) * Random.NextDouble() : null;
    }

    internal static bool ChangedNothing(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState is
            PostgresErrorCodes.SerializationFailure or
            PostgresErrorCodes.DeadlockDetected or
            PostgresErrorCodes.TooManyConnections or
            PostgresErrorCodes.CannotConnectNow or
            // What a pooled connection finds when Postgres was restarted while it was idle.
            PostgresErrorCodes.AdminShutdown or
            PostgresErrorCodes.CrashShutdown,
        // Npgsql wraps a failed connect so; a break in mid-command wraps an IOException.
        NpgsqlException { InnerException: SocketException } => true,
        _ => false,
    };
}

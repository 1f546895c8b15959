using Grpc.Core;
using Grpc.Core.Interceptors;
using Npgsql;

namespace Inventory.Hosting;

/// <summary>
/// Tells a caller that the database is away (UNAVAILABLE: try again) from a bug here (INTERNAL: don't). Left alone, both would be UNKNOWN.
/// </summary>
internal sealed partial class DatabaseFaults(ILogger<DatabaseFaults> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (NpgsqlException fault) when (fault.IsTransient && !context.CancellationToken.IsCancellationRequested)
        {
            DatabaseAway(logger, context.Method, fault);
            throw new RpcException(new Status(StatusCode.Unavailable, "The inventory database can't be reached."));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Method} failed: the database can't be reached.")]
    private static partial void DatabaseAway(ILogger logger, string method, Exception fault);
}

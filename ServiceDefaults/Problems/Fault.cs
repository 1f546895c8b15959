using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace ServiceDefaults;

/// <summary>What an exception means to the client: a status, and words that name the cause and tell nothing of the inside.</summary>
internal sealed record Fault(int Status, string? Detail)
{
    private const string NotNow = "Something that this service depends on does not answer. The same request may succeed later.";
    private const string TooLate = "Something that this service depends on did not answer in time.";

    /// <summary>The fault that is known for <paramref name="exception"/>, or null: then it is a defect of ours, a 500.</summary>
    public static Fault? Of(Exception exception) => exception switch
    {
        BadHttpRequestException e => new Fault(e.StatusCode, BadRequestDetail.Of(e)),
        TimeoutRejectedException or RpcException { StatusCode: StatusCode.DeadlineExceeded } =>
            new Fault(StatusCodes.Status504GatewayTimeout, TooLate),
        // Gone, overloaded, or not even asked because the breaker is open: all of them pass.
        BrokenCircuitException or RateLimiterRejectedException or HttpRequestException or
            RpcException { StatusCode: StatusCode.Unavailable or StatusCode.ResourceExhausted } or
            NpgsqlException { IsTransient: true } =>
            new Fault(StatusCodes.Status503ServiceUnavailable, NotNow),
        // EF wraps what Npgsql threw.
        RetryLimitExceededException { InnerException: { } inner } => Of(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => Of(inner),
        Microsoft.EntityFrameworkCore.DbUpdateException { InnerException: NpgsqlException inner } => Of(inner),
        _ => null,
    };
}

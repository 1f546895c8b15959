using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Contracts;

/// <summary>How a client of Inventory tries again. Part of the contract: every call there may be sent twice.</summary>
public static class InventoryClientRetries
{
    /// <summary>
    /// Up to three attempts while a replica can't be reached; service discovery gives each attempt the next replica. All of them share the
    /// call's deadline. The HTTP layer below sees only POSTs and retries none, so no call is retried twice over.
    /// </summary>
    public static ServiceConfig Policy { get; } = new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 3,
                    InitialBackoff = TimeSpan.FromMilliseconds(50),
                    MaxBackoff = TimeSpan.FromMilliseconds(500),
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
        },
    };
}

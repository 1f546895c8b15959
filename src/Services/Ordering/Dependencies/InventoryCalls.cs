using Grpc.Core;
using Grpc.Net.Client.Configuration;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

namespace Ordering.Dependencies;

/// <summary>The gRPC client of Inventory.</summary>
internal static class InventoryCalls
{
    /// <summary>
    /// Sends a call again when a replica can't be reached; service discovery then picks the next one. Safe for every method here: Reserve and
    /// Release are idempotent by the order's id. The HTTP layer below sees only POSTs and retries none, so no call is retried twice over.
    /// </summary>
    private static readonly ServiceConfig Retries = new()
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

    public static IServiceCollection AddInventoryCalls(this IServiceCollection services)
    {
        services.AddGrpcClient<InventoryClient>(client =>
        {
            client.Address = new Uri("http://_grpc.inventory");
            client.ChannelOptionsActions.Add(channel => channel.ServiceConfig = Retries);
        });
        return services;
    }
}

using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using AspireLocal.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds servers that speak the Redis protocol.</summary>
public static class RedisBuilderExtensions
{
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        // No special characters: the password stands in a comma-separated connection string.
        var redis = new RedisResource(name, password?.Resource ?? builder.GeneratedPassword($"{name}-password", special: false)) { Entrypoint = "/bin/sh" };
        return builder.AddResource(redis)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/redis", Tag = "8.6" })
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "redis", "tcp", "tcp", port, targetPort: 6379))
            .WithArgs("-c", "redis-server --requirepass $REDIS_PASSWORD")
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = redis.PasswordParameter)
            .WithAnnotation(new LauncherAnnotation(services => ActivatorUtilities.CreateInstance<RedisLauncher>(services, redis)));
    }
}

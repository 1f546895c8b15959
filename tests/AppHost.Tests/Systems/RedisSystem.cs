namespace AppHost.Tests.Systems;

/// <summary>The system with the redis-server of this machine, where it has one.</summary>
[CollectionDefinition(Name)]
public sealed class RedisSystem() : ReferenceSystem("redis"), ICollectionFixture<RedisSystem>
{
    public const string Name = "on Redis";

    private const string Server = "redis-server";

    protected override string? Missing => OnPath(Server) ? null : Server;

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

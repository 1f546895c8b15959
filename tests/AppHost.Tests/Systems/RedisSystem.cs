namespace AppHost.Tests.Systems;

/// <summary>The system with the redis-server of this machine.</summary>
[CollectionDefinition(Name)]
public sealed class RedisSystem() : ReferenceSystem("redis"), ICollectionFixture<RedisSystem>
{
    public const string Name = "on Redis";
}

using AppHost.Tests.Systems;

namespace AppHost.Tests.Identity;

[Collection(RedisSystem.Name)]
public sealed class IdentityOnRedis(RedisSystem system) : IdentityTests(system);

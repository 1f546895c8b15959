using AppHost.Tests.Systems;

namespace AppHost.Tests.Failures;

[Collection(RedisSystem.Name)]
public sealed class FailuresOnRedis(RedisSystem system) : FailureTests(system);

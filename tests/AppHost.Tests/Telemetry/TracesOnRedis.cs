using AppHost.Tests.Systems;

namespace AppHost.Tests.Telemetry;

[Collection(RedisSystem.Name)]
public sealed class TracesOnRedis(RedisSystem system) : TraceTests(system);

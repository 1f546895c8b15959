using AppHost.Tests.Systems;

namespace AppHost.Tests.Telemetry;

[Collection(GarnetSystem.Name)]
public sealed class TracesOnGarnet(GarnetSystem system) : TraceTests(system);

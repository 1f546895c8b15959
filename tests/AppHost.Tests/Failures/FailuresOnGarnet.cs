using AppHost.Tests.Systems;

namespace AppHost.Tests.Failures;

[Collection(GarnetSystem.Name)]
public sealed class FailuresOnGarnet(GarnetSystem system) : FailureTests(system);

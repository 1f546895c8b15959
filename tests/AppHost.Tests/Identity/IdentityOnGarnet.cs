using AppHost.Tests.Systems;

namespace AppHost.Tests.Identity;

[Collection(GarnetSystem.Name)]
public sealed class IdentityOnGarnet(GarnetSystem system) : IdentityTests(system);

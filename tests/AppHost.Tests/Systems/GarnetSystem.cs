namespace AppHost.Tests.Systems;

/// <summary>The system with Garnet, as on a machine that has no Redis.</summary>
[CollectionDefinition(Name)]
public sealed class GarnetSystem() : ReferenceSystem("garnet"), ICollectionFixture<GarnetSystem>
{
    public const string Name = "on Garnet";
}

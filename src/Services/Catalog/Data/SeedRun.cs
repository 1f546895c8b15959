namespace Catalog.Data;

/// <summary>A set of seed data that is in. Its key is what makes several replicas that start at once seed exactly once.</summary>
internal sealed class SeedRun
{
    public required string Name { get; init; }

    public DateTimeOffset At { get; init; }
}

namespace Identity.Data;

/// <summary>Clients or users that are in, by a name that changes with what they are.</summary>
internal sealed class SeedRun
{
    public required string Name { get; init; }

    public DateTimeOffset At { get; init; }
}

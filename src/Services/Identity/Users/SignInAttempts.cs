namespace Identity.Users;

/// <summary>How often someone has tried lately.</summary>
internal sealed class SignInAttempts
{
    /// <summary>A hash of who: names that were typed, mistyped passwords among them, are nobody's to read.</summary>
    public required byte[] Key { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

namespace Identity.Users;

/// <summary>A person who can sign in.</summary>
internal sealed class User
{
    public const int MaxName = 100;

    /// <summary>The <c>sub</c> of their tokens: stays the same when the name does not.</summary>
    public required Guid Id { get; init; }

    /// <summary>What they type; lower case.</summary>
    public required string Name { get; init; }

    public required string PasswordHash { get; init; }
}

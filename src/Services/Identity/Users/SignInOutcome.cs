namespace Identity.Users;

/// <summary>What came of a name and a password.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record SignedIn(Guid Id, string Name) : SignInOutcome;

    /// <summary>The name or the password is wrong; nobody is told which.</summary>
    public sealed record Wrong : SignInOutcome;

    /// <summary>Too many attempts.</summary>
    public sealed record TooMany(TimeSpan Wait) : SignInOutcome;
}

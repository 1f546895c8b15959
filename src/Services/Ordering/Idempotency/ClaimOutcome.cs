namespace Ordering.Idempotency;

/// <summary>What a request finds under its key.</summary>
internal abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>Nothing, or work that was left undone: it is this request's to do.</summary>
    public sealed record Claimed(Claim Claim) : ClaimOutcome;

    /// <summary>The work is done; this was the answer.</summary>
    public sealed record Answered(Answer Answer) : ClaimOutcome;

    /// <summary>The same request is being worked on.</summary>
    public sealed record Running : ClaimOutcome;

    /// <summary>Another request has used the key.</summary>
    public sealed record OtherRequest : ClaimOutcome;
}

namespace Ordering.Idempotency;

/// <summary>The right to do the work of one key, until its lease ends.</summary>
/// <param name="OrderId">The id to do it under: the same for whoever takes the work over.</param>
/// <param name="Attempt">1 for the first; more when an earlier one left the work undone.</param>
internal sealed record Claim(IdempotencyKey Key, Guid OrderId, int Attempt)
{
    /// <summary>The record as this claim left it, to be completed in the transaction that does the work.</summary>
    public IdempotencyRecord Record() => new() { Caller = Key.Caller, Key = Key.Value, OrderId = OrderId, Attempt = Attempt };
}

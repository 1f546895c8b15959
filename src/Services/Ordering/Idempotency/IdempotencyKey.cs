namespace Ordering.Idempotency;

/// <summary>
/// The client's name for one intended effect (draft-ietf-httpapi-idempotency-key-header): however often the request arrives, the effect
/// happens once. A key belongs to its caller: two callers with the same key don't meet.
/// </summary>
internal readonly record struct IdempotencyKey(string Caller, string Value)
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 255;

    /// <summary>The key of a request; null when there is not exactly one, or it is not 1 to 255 visible ASCII characters.</summary>
    public static IdempotencyKey? Read(HttpRequest request, string caller) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } value] && value.All(character => character is > ' ' and <= '~')
            ? new IdempotencyKey(caller, value)
            : null;
}

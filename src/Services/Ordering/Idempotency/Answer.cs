namespace Ordering.Idempotency;

/// <summary>A final answer, kept so that the same request gets the same bytes again.</summary>
internal sealed record Answer(int Status, string ContentType, string Body, string? Location);

namespace Ordering.Idempotency;

/// <summary>
/// What is known of one key. Without a status the request is running, or was when its process died; with one it is answered for good.
/// </summary>
internal sealed class IdempotencyRecord
{
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>Tells the same request sent again from another one under the same key.</summary>
    public byte[] RequestHash { get; init; } = [];

    /// <summary>Chosen before the work begins, and the reservation's id too: whoever finishes the work does it under the same id.</summary>
    public Guid OrderId { get; init; }

    /// <summary>
    /// Who runs the request: raised by each takeover, and checked by every write that ends the work (a fencing token). One who was thought
    /// dead and wakes up finds that it lost.
    /// </summary>
    public int Attempt { get; init; }

    /// <summary>Until then nobody takes over. By the database's clock: replicas have one of their own each, and it is the one they share.</summary>
    public DateTimeOffset LeaseUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int? Status { get; private set; }

    public string? ContentType { get; private set; }

    public string? Body { get; private set; }

    public string? Location { get; private set; }

    public void Complete(Answer answer) =>
        (Status, ContentType, Body, Location) = (answer.Status, answer.ContentType, answer.Body, answer.Location);
}

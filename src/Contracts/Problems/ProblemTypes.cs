namespace Contracts;

/// <summary>
/// The <c>type</c> of each problem document (RFC 9457): what a client's code branches on. Several share a status; none share a type.
/// </summary>
public static class ProblemTypes
{
    /// <summary>400: fields are missing or out of bounds; <c>errors</c> names them.</summary>
    public const string InvalidRequest = "/problems/invalid-request";

    /// <summary>404: there is no such thing, or it is not the caller's to see.</summary>
    public const string NotFound = "/problems/not-found";

    /// <summary>428: a change needs <c>If-Match</c>.</summary>
    public const string PreconditionRequired = "/problems/precondition-required";

    /// <summary>412: the thing has changed since the version that <c>If-Match</c> names.</summary>
    public const string StaleVersion = "/problems/stale-version";

    /// <summary>400: <c>Idempotency-Key</c> is missing or malformed.</summary>
    public const string IdempotencyKey = "/problems/idempotency-key";

    /// <summary>422: the key was used before, with another body.</summary>
    public const string IdempotencyKeyReused = "/problems/idempotency-key-reused";

    /// <summary>409: the first request with this key is still running; ask again.</summary>
    public const string OrderInProgress = "/problems/order-in-progress";

    /// <summary>409: too little stock; <c>shortages</c> names the products. Final for this key.</summary>
    public const string OutOfStock = "/problems/out-of-stock";

    /// <summary>422: the order names products that don't exist; <c>products</c> lists them.</summary>
    public const string UnknownProduct = "/problems/unknown-product";

    /// <summary>422: the products are priced in more than one currency.</summary>
    public const string MixedCurrencies = "/problems/mixed-currencies";

    /// <summary>503 or 504: a service this one needs is away or late; nothing was stored, and the same request may be sent again.</summary>
    public const string DependencyUnavailable = "/problems/dependency-unavailable";

    /// <summary>503: more requests than can be served are waiting.</summary>
    public const string Overloaded = "/problems/overloaded";
}

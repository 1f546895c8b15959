namespace Gateway.Cache.Rules;

/// <summary>What a cache knows of a status code.</summary>
internal static class KnownStatus
{
    /// <summary>May be reused without being told for how long: RFC 9110, section 15.1.</summary>
    public static bool IsHeuristicallyCacheable(int status) =>
        status is 200 or 203 or 204 or 300 or 301 or 308 or 404 or 405 or 410 or 414 or 501;

    /// <summary>Its caching rules are known here, which is what <c>must-understand</c> asks: RFC 9111, section 5.2.2.3.</summary>
    public static bool IsUnderstood(int status) => IsHeuristicallyCacheable(status) ||
        status is 201 or 202 or 205 or 302 or 303 or 307 or (>= 400 and <= 417) or 421 or 422 or 425 or 426 or 428 or 429 or 431 or 451
            or (>= 500 and <= 505);

    /// <summary>Can't be stored here whatever it says: a part (206), no response of its own (304), not final (1xx).</summary>
    public static bool IsNeverStored(int status) => status is 206 or 304 or < 200;

    /// <summary>What <c>stale-if-error</c> calls an error: RFC 5861, section 4.</summary>
    public static bool IsError(int status) => status is 500 or 502 or 503 or 504;
}

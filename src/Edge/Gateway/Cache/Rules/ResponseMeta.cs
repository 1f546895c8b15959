namespace Gateway.Cache.Rules;

/// <summary>What the headers of a response say about caching it, parsed once.</summary>
internal sealed record ResponseMeta
{
    public required int Status { get; init; }

    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>When the response came.</summary>
    public required DateTimeOffset Received { get; init; }

    public required CacheDirectives Directives { get; init; }

    /// <summary>The directives are from <c>CDN-Cache-Control</c>, and nothing else counts.</summary>
    public bool IsTargeted { get; init; }

    /// <summary>When the origin made it; when it came, where the origin does not say.</summary>
    public DateTimeOffset Date { get; init; }

    /// <summary>In seconds; 0 where it is absent or malformed.</summary>
    public long Age { get; init; }

    public bool HasExpires { get; init; }

    /// <summary>Null where it is malformed, which means "already expired": RFC 9111, section 5.3.</summary>
    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? ETag { get; init; }

    public bool PragmaNoCache { get; init; }

    public bool HasSetCookie { get; init; }

    public IReadOnlyList<string> Vary { get; init; } = [];

    public bool IsStream { get; init; }

    public bool HasValidator => ETag is not null || LastModified is not null;

    public static ResponseMeta Of(int status, IHeaderDictionary headers, DateTimeOffset requested, DateTimeOffset received)
    {
        var targeted = TargetedCacheControl.Parse(headers[TargetedCacheControl.Name]);
        return new ResponseMeta
        {
            Status = status,
            Requested = requested,
            Received = received,
            Directives = targeted ?? CacheDirectives.Parse(headers.CacheControl),
            IsTargeted = targeted is not null,
            Date = HttpDate.Parse(headers.Date, received) ?? received,
            Age = headers.Age.Count > 0 ? DeltaSeconds.ParseAge(headers.Age[0]) ?? 0 : 0,
            HasExpires = headers.Expires.Count > 0,
            Expires = HttpDate.Parse(headers.Expires, received),
            LastModified = HttpDate.Parse(headers.LastModified, received),
            ETag = headers.ETag.Count == 1 ? headers.ETag[0] : null,
            PragmaNoCache = headers.CacheControl.Count == 0 && RequestDirectives.HasNoCache(headers.Pragma),
            HasSetCookie = headers.SetCookie.Count > 0,
            Vary = FieldList.Split(headers.Vary),
            IsStream = headers.ContentType.ToString().StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase),
        };
    }
}

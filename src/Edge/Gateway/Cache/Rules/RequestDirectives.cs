using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>What a client asks of the cache: RFC 9111 section 5.2.1, RFC 5861 section 4. Times are in seconds.</summary>
internal readonly record struct RequestDirectives
{
    public bool NoCache { get; init; }

    public bool NoStore { get; init; }

    public bool OnlyIfCached { get; init; }

    public long? MaxAge { get; init; }

    /// <summary><see cref="long.MaxValue"/> for <c>max-stale</c> without a number: however stale it is.</summary>
    public long? MaxStale { get; init; }

    public long? MinFresh { get; init; }

    public long? StaleIfError { get; init; }

    /// <summary>Whether the client wants the origin's word, not that of a fetch that began before it asked.</summary>
    public bool WantsOrigin => NoCache || MaxAge is not null || MinFresh is not null;

    public static RequestDirectives Parse(IHeaderDictionary headers)
    {
        var lines = headers.CacheControl;
        if (lines.Count == 0)
        {
            // For clients older than HTTP/1.1: RFC 9111, section 5.4.
            return headers.Pragma.Count > 0 ? new RequestDirectives { NoCache = HasNoCache(headers.Pragma) } : default;
        }

        var directives = default(RequestDirectives);
        foreach (var line in lines)
        {
            var rest = line.AsSpan();
            while (DirectiveReader.TryRead(ref rest, out var name, out var value))
            {
                directives = directives.With(name, value);
            }
        }

        return directives;
    }

    public static bool HasNoCache(StringValues pragma) =>
        pragma.Any(line => string.Equals(line?.Trim(), "no-cache", StringComparison.OrdinalIgnoreCase));

    private static bool Is(ReadOnlySpan<char> name, string directive) => name.Equals(directive, StringComparison.OrdinalIgnoreCase);

    private RequestDirectives With(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        Is(name, "no-cache") ? this with { NoCache = true }
        : Is(name, "no-store") ? this with { NoStore = true }
        : Is(name, "only-if-cached") ? this with { OnlyIfCached = true }
        : Is(name, "max-age") ? this with { MaxAge = DeltaSeconds.Parse(value) ?? 0 }
        : Is(name, "max-stale") ? this with { MaxStale = value.IsEmpty ? long.MaxValue : DeltaSeconds.Parse(value) ?? 0 }
        : Is(name, "min-fresh") ? this with { MinFresh = DeltaSeconds.Parse(value) ?? DeltaSeconds.Maximum }
        : Is(name, "stale-if-error") ? this with { StaleIfError = DeltaSeconds.Parse(value) ?? 0 }
        : this;
}

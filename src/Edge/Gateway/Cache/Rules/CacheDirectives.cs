using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>What a response's <c>Cache-Control</c> says to a shared cache (RFC 9111 section 5.2.2, RFC 5861). Times are in seconds.</summary>
internal sealed record CacheDirectives
{
    public static readonly CacheDirectives None = new();

    public bool NoStore { get; init; }

    /// <summary>Without field names: not to be used before the origin has said that it is still good.</summary>
    public bool NoCache { get; init; }

    /// <summary>Without field names: for one user only.</summary>
    public bool Private { get; init; }

    public bool Public { get; init; }

    public bool MustRevalidate { get; init; }

    public bool ProxyRevalidate { get; init; }

    public bool MustUnderstand { get; init; }

    /// <summary>Null when absent. A value that is no number counts as 0: the cautious reading of a broken header.</summary>
    public long? MaxAge { get; init; }

    /// <inheritdoc cref="MaxAge"/>
    public long? SharedMaxAge { get; init; }

    public long? StaleWhileRevalidate { get; init; }

    public long? StaleIfError { get; init; }

    /// <summary>Fields that <c>no-cache="..."</c> or <c>private="..."</c> name: they are left out of what is stored.</summary>
    public IReadOnlyList<string> WithheldFields { get; init; } = [];

    /// <summary>Whether a response to a request with <c>Authorization</c> may be given to others: RFC 9111, section 3.5.</summary>
    public bool SharesAuthorized => Public || MustRevalidate || SharedMaxAge is not null;

    public static CacheDirectives Parse(StringValues lines)
    {
        var directives = None;
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

    /// <summary>With one more directive. Of two that disagree, the one that keeps the response for less long holds.</summary>
    public CacheDirectives With(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        Is(name, "no-store") ? this with { NoStore = true }
        : Is(name, "no-cache") ? value.IsEmpty ? this with { NoCache = true } : Withhold(value)
        : Is(name, "private") ? value.IsEmpty ? this with { Private = true } : Withhold(value)
        : Is(name, "public") ? this with { Public = true }
        : Is(name, "must-revalidate") ? this with { MustRevalidate = true }
        : Is(name, "proxy-revalidate") ? this with { ProxyRevalidate = true }
        : Is(name, "must-understand") ? this with { MustUnderstand = true }
        : Is(name, "max-age") ? this with { MaxAge = Shorter(MaxAge, value) }
        : Is(name, "s-maxage") ? this with { SharedMaxAge = Shorter(SharedMaxAge, value) }
        : Is(name, "stale-while-revalidate") ? this with { StaleWhileRevalidate = Shorter(StaleWhileRevalidate, value) }
        : Is(name, "stale-if-error") ? this with { StaleIfError = Shorter(StaleIfError, value) }
        : this;

    private static bool Is(ReadOnlySpan<char> name, string directive) => name.Equals(directive, StringComparison.OrdinalIgnoreCase);

    private static long Shorter(long? known, ReadOnlySpan<char> value) => Math.Min(known ?? long.MaxValue, DeltaSeconds.Parse(value) ?? 0);

    private CacheDirectives Withhold(ReadOnlySpan<char> fields) =>
        this with { WithheldFields = [.. WithheldFields, .. FieldList.Split(fields.ToString())] };
}

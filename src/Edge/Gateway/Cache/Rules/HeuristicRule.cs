namespace Gateway.Cache.Rules;

/// <summary>
/// For how long to keep what does not say so: what has not changed for long will probably not change soon. RFC 9111, section 4.2.2.
/// </summary>
/// <param name="Fraction">Of the time since <c>Last-Modified</c>.</param>
/// <param name="Maximum">No longer than this.</param>
internal readonly record struct HeuristicRule(double Fraction, TimeSpan Maximum)
{
    public TimeSpan Lifetime(ResponseMeta response)
    {
        var allowed = KnownStatus.IsHeuristicallyCacheable(response.Status) || response.Directives.Public;
        if (!allowed || response.PragmaNoCache || response.LastModified is not { } modified || modified >= response.Date)
        {
            return TimeSpan.Zero;
        }

        var lifetime = (response.Date - modified) * Fraction;
        return lifetime < Maximum ? lifetime : Maximum;
    }
}

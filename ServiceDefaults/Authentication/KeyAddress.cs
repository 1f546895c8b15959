namespace ServiceDefaults;

/// <summary>Where an issuer's documents are, seen from here.</summary>
internal static class KeyAddress
{
    /// <summary>OpenID Connect Discovery 1.0, section 4.</summary>
    public static Uri Discovery(string authority) => new($"{authority.TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>
    /// The document names public addresses. When the issuer is asked by another address than its public one (a service's name, behind the
    /// edge), what it names on its own host is asked there too: the way inside needs no edge, and no trust in the edge's certificate.
    /// </summary>
    public static Uri Inside(string authority, string issuer, string named)
    {
        var (inside, outside, target) = (new Uri(authority), new Uri(issuer), new Uri(named));
        return Origin(target) == Origin(outside) && Origin(inside) != Origin(outside) ? new Uri(inside, target.PathAndQuery) : target;
    }

    private static string Origin(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}

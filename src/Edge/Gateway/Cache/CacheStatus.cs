using System.Globalization;

namespace Gateway.Cache;

/// <summary>The <c>Cache-Status</c> header: what this cache did with a request, and why (RFC 9211).</summary>
internal static class CacheStatus
{
    public const string Header = "Cache-Status";

    /// <summary>How this cache calls itself.</summary>
    public const string Name = "edge";

    /// <summary>A response that the origin was asked for.</summary>
    /// <param name="forward">Why: one of the RFC's words, such as <c>uri-miss</c> or <c>stale</c>.</param>
    /// <param name="status">What the origin answered, where that is not what the client gets.</param>
    public static string Forwarded(string forward, int? status = null, bool stored = false, bool collapsed = false) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}; fwd={forward}{(status is { } code ? $"; fwd-status={code}" : "")}{(stored ? "; stored" : "")}{(collapsed ? "; collapsed" : "")}");

    /// <summary>An answer that nobody was asked for and that is not stored either.</summary>
    public static string Refused(string detail) => $"{Name}; detail={detail}";
}

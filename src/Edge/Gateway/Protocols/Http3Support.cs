using System.Net.Quic;

namespace Gateway.Protocols;

/// <summary>Whether this machine can speak HTTP/3, and if not, what it lacks.</summary>
/// <param name="Missing">What to install; null where nothing is missing.</param>
internal sealed record Http3Support(string? Missing)
{
    /// <summary>Before it, Kestrel stops for good when clients close right after their answer (dotnet/aspnetcore#68101).</summary>
    private static readonly Version FirstSoundRuntime = new(10, 0, 13);

    public bool IsSupported => Missing is null;

    /// <param name="hasQuic">Whether the QUIC library was found.</param>
    /// <param name="runtime">The version of .NET that runs this.</param>
    public static Http3Support Of(bool hasQuic, Version runtime) => new(
        !hasQuic ? "the library libmsquic (2.2 or later, with OpenSSL 3 and TLS 1.3)"
        : runtime < FirstSoundRuntime ? $".NET {FirstSoundRuntime} or later (this is {runtime})"
        : null);

    public static Http3Support OfThisMachine() => Of(IsQuicHere(), Environment.Version);

    private static bool IsQuicHere() => (OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) && QuicListener.IsSupported;
}

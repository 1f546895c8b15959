namespace ServiceDefaults;

internal sealed class ServerTimingOptions
{
    /// <summary>The name of this hop's entry.</summary>
    public string Service { get; set; } = "service";
}

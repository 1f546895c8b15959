using System.Text.Json;

namespace Contracts;

/// <summary>
/// Says that something has changed, to every edge that may hold an old response of it: the message on the Redis channel
/// <see cref="Channel"/>, as JSON.
/// </summary>
/// <param name="Keys">Surrogate keys; every response that was stored under one of them goes.</param>
/// <param name="Urls">Absolute URLs as clients ask for them.</param>
/// <param name="TraceParent">The trace of the change (W3C), since Redis carries none.</param>
public sealed record EdgePurge(string[] Keys, string[] Urls, string? TraceParent)
{
    public const string Channel = "edge:purge";

    /// <summary>Null for what is no such message.</summary>
    public static EdgePurge? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EdgePurgeJson.Default.EdgePurge) is { Keys: not null, Urls: not null } purge ? purge : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, EdgePurgeJson.Default.EdgePurge);
}

namespace Identity.Keys;

/// <summary>A key that can be used.</summary>
internal sealed record LoadedKey(string Id, KeyMaterial Material);

namespace Identity.Keys;

/// <summary>A key pair as it lies in the database.</summary>
internal sealed record SigningKey
{
    /// <summary>The <c>kid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it begins to sign. Until then it is only published, so that whoever checks signatures knows it in time.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>A <see cref="KeyMaterial"/>, encrypted by Data Protection.</summary>
    public required byte[] Secret { get; init; }
}

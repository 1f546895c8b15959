namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and how a dashboard should colour it.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new ResourceStateSnapshot(text, Style: null);
}

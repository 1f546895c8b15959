using System.Globalization;

namespace ServiceDefaults;

/// <summary>One entry of a <c>Server-Timing</c> header: <c>name;desc="description";dur=milliseconds</c>.</summary>
internal readonly record struct TimingEntry(string Name, string? Description, double Milliseconds)
{
    public override string ToString()
    {
        var duration = Milliseconds.ToString("0.##", CultureInfo.InvariantCulture);
        return Description is null ? $"{Name};dur={duration}" : $"{Name};desc=\"{Description}\";dur={duration}";
    }
}

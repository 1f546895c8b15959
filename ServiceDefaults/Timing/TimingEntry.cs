using System.Globalization;

namespace ServiceDefaults;

/// <summary>One entry of a <c>Server-Timing</c> header: <c>name;desc="description";dur=milliseconds</c>.</summary>
internal readonly record struct TimingEntry(string Name, string? Description, double Milliseconds)
{
    public bool IsSameHop(TimingEntry other) => Name == other.Name && Description == other.Description;

    /// <summary>Writes the entry; false when there is no room for all of it.</summary>
    public bool TryFormat(Span<char> destination, out int written) => Description is null
        ? destination.TryWrite(CultureInfo.InvariantCulture, $"{Name};dur={Milliseconds:0.##}", out written)
        : destination.TryWrite(CultureInfo.InvariantCulture, $"{Name};desc=\"{Description}\";dur={Milliseconds:0.##}", out written);
}

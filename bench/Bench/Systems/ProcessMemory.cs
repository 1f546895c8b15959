using System.Globalization;

namespace Bench.Systems;

/// <summary>The memory of one process, in MiB.</summary>
/// <param name="Resident">RSS: what it maps and is in memory. Pages shared with others count in each.</param>
/// <param name="Proportional">PSS: the same with each shared page divided by those who share it.</param>
internal sealed record ProcessMemory(int Id, string Command, double Resident, double Proportional)
{
    private const double KibPerMib = 1024;

    public static ProcessMemory? Read(int id)
    {
        try
        {
            var fields = File.ReadLines($"/proc/{id}/smaps_rollup").Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture) / KibPerMib);
            return new ProcessMemory(id, CommandOf(id), fields["Rss:"], fields["Pss:"]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended
        }
    }

    private static string CommandOf(int id)
    {
        var words = File.ReadAllText($"/proc/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => word.StartsWith('/') ? Path.GetFileName(word) : word)).ReplaceLineEndings(" ");
    }
}

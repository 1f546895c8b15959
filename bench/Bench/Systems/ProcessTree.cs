using System.Globalization;

namespace Bench.Systems;

/// <summary>Who started whom, from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    public static List<int> ChildrenOf(int parent) => [.. All().Where(p => p.Parent == parent).Select(p => p.Id)];

    /// <summary>The process and everything below it.</summary>
    public static List<int> Below(int root)
    {
        var children = All().ToLookup(p => p.Parent, p => p.Id);
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    private static IEnumerable<(int Id, int Parent)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ParentOf(folder) is { } parent)
            {
                yield return (id, parent);
            }
        }
    }

    private static int? ParentOf(string folder)
    {
        try
        {
            var status = File.ReadAllText(Path.Combine(folder, "stat"));

            // pid (name) state ppid ...; the name may hold spaces and parentheses.
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended
        }
    }
}

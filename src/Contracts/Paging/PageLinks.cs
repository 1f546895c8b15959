using System.Text;

namespace Contracts;

/// <summary>The way to the neighbouring pages, as a <c>Link</c> header (RFC 8288): a client follows it and never builds an address.</summary>
public static class PageLinks
{
    /// <param name="path">The list's path, such as <c>/api/products</c>.</param>
    /// <param name="request">The page being sent.</param>
    /// <param name="total">How many items all pages hold.</param>
    /// <param name="filters">The other parts of the query; those without a value are left out.</param>
    public static string Header(string path, PageRequest request, int total, params ReadOnlySpan<(string Name, string? Value)> filters)
    {
        var last = Math.Max(1, (total + request.Size - 1) / request.Size);
        var target = Target(path, request.Size, filters);
        var header = new StringBuilder();
        Add(1, "first");
        if (request.Page > 1)
        {
            Add(Math.Min(request.Page - 1, last), "prev");
        }

        if (request.Page < last)
        {
            Add(request.Page + 1, "next");
        }

        Add(last, "last");
        return header.ToString();

        void Add(int page, string relation) =>
            header.Append(header.Length > 0 ? ", " : "").Append($"<{target}&page={page}>; rel=\"{relation}\"");
    }

    private static string Target(string path, int size, ReadOnlySpan<(string Name, string? Value)> filters)
    {
        var target = new StringBuilder($"{path}?pageSize={size}");
        foreach (var (name, value) in filters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                target.Append($"&{name}={Uri.EscapeDataString(value)}");
            }
        }

        return target.ToString();
    }
}

using System.Globalization;

namespace Contracts;

/// <summary>Which page a client asks for.</summary>
public readonly record struct PageRequest(int Page, int Size)
{
    public const int DefaultSize = 20;
    public const int MaxSize = 100;

    /// <summary>Deep pages cost the database every row before them, so there is an end.</summary>
    public const int MaxPage = 10_000;

    public int Offset => (Page - 1) * Size;

    /// <summary>
    /// Reads the values of <c>page</c> and <c>pageSize</c> as they came. What is wrong goes into <paramref name="errors"/>, under the
    /// field's name.
    /// </summary>
    public static PageRequest Parse(string? page, string? pageSize, IDictionary<string, string[]> errors) =>
        new(Number("page", page, 1, MaxPage, errors), Number("pageSize", pageSize, DefaultSize, MaxSize, errors));

    private static int Number(string name, string? text, int absent, int max, IDictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max)
        {
            return value;
        }

        errors[name] = [$"Must be a whole number from 1 to {max}."];
        return absent;
    }
}

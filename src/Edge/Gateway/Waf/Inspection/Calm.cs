using System.Buffers;
using System.Text;

namespace Gateway.Waf.Inspection;

/// <summary>
/// Tells what can't be an attack with one vectorised look, so that a common request is not decoded, copied or matched. It errs to one side only:
/// what is not calm is no attack yet.
/// </summary>
internal static class Calm
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>Characters that no rule needs, in a path, a parameter or a body's value.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(Letters + " _-+,@!?~");

    /// <summary>The same with what paths, dates and numbers are made of: calm while none of <see cref="Marks"/> is in it.</summary>
    private static readonly SearchValues<char> Loose = SearchValues.Create(Letters + " _-+,@!?~./:");

    private static readonly SearchValues<char> HeaderAlarms = SearchValues.Create("<>'`${}|\\^%\0\r\n");

    /// <summary>Signs that rules look for in texts of loose characters alone.</summary>
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["..", "//", "/etc", "/proc", "/var", "/root", "/home", "/usr", "/bin", "/.", "c:", "script:", "--", "169.254", "metadata", "classloader", "jndi:",
            "web-inf", "/log", "/?"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Words that rules look for in texts of plain characters alone. In a raw query a space may be a plus.</summary>
    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["union", "select", " or ", "+or+", " and ", "+and+", "order by", "order+by", "group by", "group+by", "having", "drop", "delete", "insert", "shutdown",
            "exec", "waitfor",
            "uname", "netsh", "net user", "net+user", "localgroup", "ping -", "ping+-", "ac ed ", "__proto__", "__class__", "constructor", "rO0AB"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> HeaderMarks = SearchValues.Create(
        ["../", "..;", "/etc/", "/*", "script:", "union", "select ", "sleep(", "--", " or ", " and ", "&&", "::$", "phpinfo", "eval("],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter's raw name or value, a path or a text of a body.</summary>
    public static bool IsValue(ReadOnlySpan<char> text) =>
        text.Length < 4 ? !text.ContainsAnyExcept(Plain) : IsPlain(text) && !StartsWithLogic(text) && (text.Length < 8 || !text.ContainsAny(Words));

    public static bool IsHeader(ReadOnlySpan<char> text) => !text.ContainsAny(HeaderAlarms) && !text.ContainsAny(HeaderMarks) && Ascii.IsValid(text);

    /// <summary>AND or OR that begins a text goes on with what it is put behind.</summary>
    private static bool StartsWithLogic(ReadOnlySpan<char> text) =>
        text.StartsWith("or", StringComparison.OrdinalIgnoreCase) || text.StartsWith("and", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(Plain) || (!text.ContainsAnyExcept(Loose) && !text.ContainsAny(Marks));
}

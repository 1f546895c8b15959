using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>Says what is wrong with a request in the client's terms: fields and positions, not the names of our types.</summary>
internal static partial class BadRequestDetail
{
    public static string Of(BadHttpRequestException exception) =>
        exception.InnerException is JsonException json ? OfJson(json)
        : exception.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal) ? "The request needs a body."
        : TypeBeforeName().Replace(exception.Message, "\"$1\"");

    private static string OfJson(JsonException json)
    {
        if (MissingProperties().Match(json.Message) is { Success: true } missing)
        {
            return $"The request body lacks required properties: {missing.Groups[1].Value}.";
        }

        var position = json.LineNumber is { } line ? $" (line {line + 1}, byte {json.BytePositionInLine + 1})" : "";
        return json.Path is { Length: > 1 } path
            ? $"The request body has something else than expected at {path}{position}."
            : $"The request body is not the JSON that is expected{position}.";
    }

    /// <summary>The framework writes <c>parameter "int page"</c>.</summary>
    [GeneratedRegex("(?<=parameter )\"[^\"]+ (\\w+)\"")]
    private static partial Regex TypeBeforeName();

    [GeneratedRegex("missing required properties including: (.+?)\\.?( Path:.*)?$")]
    private static partial Regex MissingProperties();
}

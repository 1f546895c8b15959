using System.Security.Cryptography;
using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value with letters of both cases and digits, and special characters unless <see cref="Special"/> is false.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Punctuation = "-_.{}~()*+!";

    /// <summary>Characters; 22 carry more than 128 bits.</summary>
    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;

    public override string GetDefaultValue()
    {
        string[] kinds = Special ? [Lower, Upper, Digits, Punctuation] : [Lower, Upper, Digits];
        var all = string.Concat(kinds);
        var characters = kinds.Select(Pick).Concat(RandomNumberGenerator.GetItems<char>(all, MinLength - kinds.Length)).ToArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }

    internal override void WriteToManifest(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        if (!Special)
        {
            writer.WriteBoolean("special", false);
        }

        writer.WriteEndObject();
    }

    private static char Pick(string characters) => RandomNumberGenerator.GetItems<char>(characters, 1)[0];
}

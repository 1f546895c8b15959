using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value written in the AppHost.</summary>
internal sealed class ConstantParameterDefault(string value) : ParameterDefault
{
    public override string GetDefaultValue() => value;

    internal override void WriteToManifest(Utf8JsonWriter writer) => writer.WriteString("value", value);
}

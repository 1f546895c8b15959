using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when nobody gives one.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();

    internal abstract void WriteToManifest(Utf8JsonWriter writer);
}

using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace AspireLocal.Publishing;

/// <summary>Writes the app model as a manifest that deployment tools read.</summary>
internal sealed class ManifestPublisher(DistributedApplicationModel model, ValueResolver values)
{
    /// <returns>The full path of the manifest.</returns>
    public async Task<string> PublishAsync(string outputPath, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(outputPath);
        if (Directory.Exists(path))
        {
            path = Path.Combine(path, "aspire-manifest.json");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            await new ManifestWriter(json, Path.GetDirectoryName(path)!, values).WriteAsync(model, cancellationToken).ConfigureAwait(false);
        }

        buffer.WriteByte((byte)'\n');
        await File.WriteAllBytesAsync(path, buffer.ToArray(), cancellationToken).ConfigureAwait(false);
        return path;
    }
}

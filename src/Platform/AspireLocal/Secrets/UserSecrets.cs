using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.State;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace AspireLocal.Secrets;

/// <summary>The AppHost's user secrets, where generated passwords are kept so that a data volume can be opened again.</summary>
internal static class UserSecrets
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The secret under a configuration key, made and kept on first use; without a <c>UserSecretsId</c> it lasts for this run only.</summary>
    /// <exception cref="DistributedApplicationException">The file can't be read or written.</exception>
    public static string GetOrAdd(IDistributedApplicationBuilder builder, string key, ParameterDefault generated)
    {
        var id = builder.AppHostAssembly?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId;
        if (id is null)
        {
            return generated.GetDefaultValue();
        }

        var path = PathHelper.GetSecretsPathFromSecretsId(id);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var alone = Lock(path + ".lock"); // two AppHosts that start at once must agree on one password
            return GetOrAdd(path, key, generated);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DistributedApplicationException(
                $"The user secrets of the AppHost, '{path}', can't be used: {problem.Message} Mend or delete the file. " +
                "It holds the passwords of the data volumes; without them the volumes must be deleted too.", problem);
        }
    }

    private static FolderLock Lock(string path)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return FolderLock.AcquireAsync(path, onWait: null, bound.Token).GetAwaiter().GetResult();
    }

    private static string GetOrAdd(string path, string key, ParameterDefault generated)
    {
        var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [] : [];
        if (secrets[key]?.GetValue<string>() is { Length: > 0 } kept)
        {
            return kept;
        }

        var value = generated.GetDefaultValue();
        secrets[key] = value;
        PrivateFile.Write(path, secrets.ToJsonString(Indented));
        return value;
    }
}

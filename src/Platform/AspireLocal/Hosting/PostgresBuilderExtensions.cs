using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using AspireLocal.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds Postgres servers and databases.</summary>
public static class PostgresBuilderExtensions
{
    private const string Image = "library/postgres";
    private const string Tag = "18.3";
    private const string DataFolder = "/var/lib/postgresql";

    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource ?? builder.GeneratedPassword($"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        return builder.AddResource(server)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = Image, Tag = Tag })
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "tcp", name: "tcp", port: port, targetPort: 5432))
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
            })
            .WithAnnotation(new LauncherAnnotation(services => ActivatorUtilities.CreateInstance<PostgresLauncher>(services, server)));
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.DatabaseNames.Add(name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database)
            .WithAnnotation(new LauncherAnnotation(services => ActivatorUtilities.CreateInstance<PostgresDatabaseLauncher>(services, database)));
    }

    /// <summary>Keeps the server's data over runs, in a volume named after the application unless told otherwise.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeName.For(builder, "data"), DataFolder, isReadOnly);
}

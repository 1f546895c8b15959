namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Postgres server.</summary>
public class PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    internal const string DefaultUserName = "postgres";

    public EndpointReference PrimaryEndpoint => new(this, "tcp");

    public ParameterResource? UserNameParameter { get; } = userName;

    public ParameterResource PasswordParameter { get; } = password;

    public ReferenceExpression UserNameReference =>
        UserNameParameter is null ? ReferenceExpression.Create($"{DefaultUserName}") : ReferenceExpression.Create($"{UserNameParameter}");

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username={UserNameReference};Password={PasswordParameter}");

    /// <summary>Database names by the names of their resources.</summary>
    public IReadOnlyDictionary<string, string> Databases => DatabaseNames;

    internal Dictionary<string, string> DatabaseNames { get; } = [];

    internal EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    internal EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => ConnectionProperties(database: null);

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> ConnectionProperties(string? database)
    {
        var path = database is null ? "" : "/" + Uri.EscapeDataString(database);
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Username", UserNameReference);
        yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", ReferenceExpression.Create($"postgresql://{UserNameReference}:{PasswordParameter:uri}@{Host}:{Port}{path}"));
        yield return new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:postgresql://{Host}:{Port}{path}"));
        if (database is not null)
        {
            yield return new("DatabaseName", ReferenceExpression.Create($"{database}"));
        }
    }
}

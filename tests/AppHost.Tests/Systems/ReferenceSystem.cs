using AppHost.Tests.Telemetry;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Npgsql;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

namespace AppHost.Tests.Systems;

/// <summary>The whole system on real servers, started once for the tests of a collection.</summary>
public abstract class ReferenceSystem(string cacheServer) : IAsyncLifetime
{
    private static readonly string[] Resources =
        ["identity", "inventory-1", "inventory-2", "catalog-1", "catalog-2", "catalog-3", "ordering-1", "ordering-2", "gateway"];

    private OtlpReceiver? _telemetry;
    private DistributedApplication? _app;
    private DemoClient? _demo;
    private GrpcChannel? _inventory;

    public DistributedApplication App => Started(_app);

    public OtlpReceiver Telemetry => Started(_telemetry);

    /// <summary>A client of the gateway over HTTPS, with the token of client <c>demo</c>: it may do all but run the system.</summary>
    public HttpClient Edge => Started(_demo).Edge;

    /// <summary>Inventory itself, by the same client.</summary>
    public InventoryClient Inventory => InventoryAs(Started(_demo).Token);

    /// <summary>The program without which this system can't start here, and its tests are skipped; null where nothing is missing.</summary>
    protected virtual string? Missing => null;

    /// <summary>A client of the gateway that has no token and shares no cookies. The caller disposes it.</summary>
    public HttpClient Anyone() => Direct("gateway", "https");

    /// <summary>A client of a service itself. The caller disposes it.</summary>
    public HttpClient Direct(string service, string endpoint) => App.CreateHttpClient(service, endpoint);

    /// <summary>Inventory itself, with the token or none.</summary>
    public InventoryClient InventoryAs(string? token) => token is null
        ? new(Started(_inventory))
        : new(Started(_inventory).Intercept(metadata =>
        {
            metadata.Add("Authorization", $"Bearer {token}");
            return metadata;
        }));

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        _telemetry = await OtlpReceiver.StartAsync();
        using var _ = new Setting("ASPIRE_LOCAL_REDIS", cacheServer);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["UseVolumes=false", $"ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL={_telemetry.Url}"]);
        _app = await builder.BuildAsync();
        await _app.StartAsync();
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        foreach (var resource in Resources)
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, bound.Token);
        }

        _demo = await DemoClient.StartAsync(Anyone);
        _inventory = GrpcChannel.ForAddress(_app.GetEndpoint("inventory-1", "grpc"));
    }

    public async ValueTask DisposeAsync()
    {
        _inventory?.Dispose();
        _demo?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_telemetry is not null)
        {
            await _telemetry.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Asks a database itself, not a service.</summary>
    public async Task<T> ScalarAsync<T>(string database, string sql, params NpgsqlParameter[] parameters)
    {
        await using var source = NpgsqlDataSource.Create((await App.GetConnectionStringAsync(database))!);
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private T Started<T>(T? part)
        where T : class
    {
        Assert.SkipWhen(Missing is not null, $"{Missing} is not installed");
        return part!;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ServiceDefaults.Tests.Postgres;

namespace Identity.Tests;

/// <summary>Identity as it ships: its own process over a real Postgres, asked without TLS as the edge asks it.</summary>
internal sealed class IdentityProcess : IAsyncDisposable
{
    /// <summary>The public address, which is not where it listens.</summary>
    public const string Issuer = "https://shop.example";

    private readonly Process _process;

    private IdentityProcess(Process process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
        Client = Browser();
    }

    public Uri Address { get; }

    /// <summary>Keeps no cookies and follows no redirects.</summary>
    public HttpClient Client { get; }

    /// <param name="postgres">The server.</param>
    /// <param name="database">A name; tests that use one share keys, users and clients.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<IdentityProcess> StartAsync(
        PostgresServer postgres, string database, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var process = Process.Start(Command(postgres, database, port, settings))!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var identity = new IdentityProcess(process, port);
        await identity.HealthyAsync();
        return identity;
    }

    /// <summary>Starts one that is to refuse its configuration; returns what it says.</summary>
    public static async Task<string> FailAsync(PostgresServer postgres, string database, params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(Command(postgres, database, FreePort(), settings))!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
        return string.Concat(output);
    }

    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Command(PostgresServer postgres, string database, int port, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Identity.dll") },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["ConnectionStrings__identitydb"] = postgres.ConnectionString(database),
                ["Identity__Issuer"] = Issuer,
                ["Identity__KeySecret"] = "a secret of at least 22 characters",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task HealthyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(_process.HasExited, "identity ended while it started");
            try
            {
                using var response = await Client.GetAsync("/health", patience.Token);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

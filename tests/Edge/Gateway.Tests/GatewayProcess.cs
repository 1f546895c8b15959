using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Tests;

/// <summary>The gateway as it ships: its own process, its own appsettings.json, TLS and cleartext on free ports.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _certificate;
    private readonly ConcurrentQueue<string> _lines = [];

    private GatewayProcess(Process process, string certificate, string thumbprint, int http, int https)
    {
        (_process, _certificate) = (process, certificate);
        Client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == thumbprint },
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri($"https://localhost:{https}"),
        };
        Cleartext = new Uri($"http://localhost:{http}");
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
    }

    public HttpClient Client { get; }

    public Uri Cleartext { get; }

    /// <summary>What it has logged so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <param name="settings">Environment variables, for example <c>services__catalog__http__0</c>.</param>
    public static async Task<GatewayProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var (http, https) = (FreePort(), FreePort());
        var (certificate, thumbprint) = WriteCertificate();
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Gateway.dll") },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = $"https://localhost:{https};http://localhost:{http}",
                ["OTEL_SERVICE_NAME"] = "gateway",
                ["Kestrel__Certificates__Default__Path"] = certificate,
                ["Kestrel__Certificates__Default__Password"] = "",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var gateway = new GatewayProcess(process, certificate, thumbprint, http, https);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await gateway.HealthyAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_certificate);
    }

    private async Task HealthyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(_process.HasExited, "the gateway ended while it started");
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

    private static (string Path, string Thumbprint) WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        return (path, certificate.GetCertHashString());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

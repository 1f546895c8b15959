using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Tests;

/// <summary>The gateway as it ships: its own process, its own appsettings.json, TLS and cleartext on free ports.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _certificate;
    private readonly string _thumbprint;
    private readonly ConcurrentQueue<string> _output = [];

    private GatewayProcess(Process process, string certificate, string thumbprint, int http, int https)
    {
        (_process, _certificate, _thumbprint) = (process, certificate, thumbprint);
        Client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = Trusts },
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri($"https://localhost:{https}"),
        };
        Cleartext = new Uri($"http://localhost:{http}");
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    public Uri Cleartext { get; }

    /// <summary>What it has logged.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>The memory it holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="settings">Environment variables, for example <c>services__catalog__http__0</c>.</param>
    public static Task<GatewayProcess> StartAsync(params (string Name, string Value)[] settings) => StartInAsync(AppContext.BaseDirectory, settings);

    /// <param name="folder">Where it reads its appsettings.json: its own, or that of somebody who runs it before something else.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<GatewayProcess> StartInAsync(string folder, params (string Name, string Value)[] settings)
    {
        var (http, https) = (FreePort(), FreePort());
        var (certificate, thumbprint) = WriteCertificate();
        var process = Process.Start(Command(folder, certificate, http, https, settings))!;
        var gateway = new GatewayProcess(process, certificate, thumbprint, http, https);
        await gateway.HealthyAsync();
        return gateway;
    }

    /// <summary>Accepts this gateway's own certificate and no other.</summary>
    public bool Trusts(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) => presented?.GetCertHashString() == _thumbprint;

    /// <summary>Starts a gateway that is to refuse its configuration; returns what it says.</summary>
    public static async Task<string> FailAsync(params (string Name, string Value)[] settings)
    {
        var (certificate, _) = WriteCertificate();
        using var process = Process.Start(Command(AppContext.BaseDirectory, certificate, FreePort(), FreePort(), settings))!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        File.Delete(certificate);
        Assert.NotEqual(0, process.ExitCode);
        return string.Concat(output);
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
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(patience.Token); // and for the last of its output
                Assert.Fail($"the gateway ended while it started: {Output}");
            }

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

    private static ProcessStartInfo Command(
        string folder, string certificate, int http, int https, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Gateway.dll") },
            WorkingDirectory = folder,
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

        return start;
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

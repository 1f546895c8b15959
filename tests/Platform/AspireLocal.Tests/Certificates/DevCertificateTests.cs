using System.Net;
using System.Security.Cryptography.X509Certificates;
using AspireLocal.Certificates;
using AspireLocal.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AspireLocal.Tests.Certificates;

public sealed class DevCertificateTests : IDisposable
{
    private readonly TestFolders _test = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureAsync_ManyAtOnce_MakeOneCertificate()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnsureAsync()));

        using var certificate = X509Certificate2.CreateFromPemFile(all[0].CertificatePath, all[0].KeyPath);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(all[0].KeyPath));
        Assert.All(["localhost", "shop.localhost", "shop.dev.localhost", "127.0.0.1", "::1"], name => Assert.True(certificate.MatchesHostname(name), name));
    }

    [Fact]
    public async Task EnsureAsync_Again_KeepsTheCertificate()
    {
        var first = await File.ReadAllTextAsync((await EnsureAsync()).CertificatePath, Cancellation);

        Assert.Equal(first, await File.ReadAllTextAsync((await EnsureAsync()).CertificatePath, Cancellation));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public async Task EnsureAsync_InItsLastThirtyDays_IsRenewed(int daysLeft, bool renewed)
    {
        var certificate = await EnsureAsync();
        certificate.Write(SelfSigned.Create(DateTimeOffset.UtcNow, TimeSpan.FromDays(daysLeft)));
        var before = await File.ReadAllTextAsync(certificate.CertificatePath, Cancellation);

        await EnsureAsync();

        Assert.Equal(renewed, before != await File.ReadAllTextAsync(certificate.CertificatePath, Cancellation));
    }

    [Theory]
    [InlineData("localhost.pem", "garbage")]
    [InlineData("localhost.key", "")]
    [InlineData("localhost.key", null)]
    [InlineData("trust", null)]
    public async Task EnsureAsync_Damaged_IsMadeAnew(string file, string? content)
    {
        var certificate = await EnsureAsync();
        var path = Path.Combine(Path.GetDirectoryName(certificate.KeyPath)!, file);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, Cancellation);
        }
        else if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }

        await EnsureAsync();

        using var pair = X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath);
        Assert.Single(Directory.GetFiles(certificate.TrustDirectory));
    }

    [Fact]
    public async Task TrustDirectory_IsNamedAsOpenSslLooksItUp()
    {
        var certificate = await EnsureAsync();

        var hash = await RunAsync("openssl", [], "x509", "-in", certificate.CertificatePath, "-noout", "-subject_hash");

        Assert.Equal(hash.Output + ".0", Path.GetFileName(Directory.GetFiles(certificate.TrustDirectory).Single()));
    }

    [Fact]
    public async Task Served_IsTrustedByCurlAndOpenSslAndDotNet()
    {
        var certificate = await EnsureAsync();
        await using var server = await ServeAsync(certificate);
        var url = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        var trusted = new Dictionary<string, string>(certificate.TrustEnvironment);
        var curl = await RunAsync("curl", [], "-sS", "--cacert", certificate.TrustPath, url);
        var openssl = await RunAsync("openssl", trusted, "s_client", "-verify_return_error", "-verify_hostname", "localhost", "-brief", "-connect", new Uri(url).Authority);
        var dotnet = await RunAsync(Projects.DotNetHost.Path, trusted, "exec", TestEngine, "get", url);
        var distrustful = await RunAsync(Projects.DotNetHost.Path, [], "exec", TestEngine, "get", url);

        Assert.Equal("hello", curl.Output);
        Assert.True(openssl.Succeeded, openssl.Output);
        Assert.Equal("hello", dotnet.Output);
        Assert.NotEqual("hello", distrustful.Output);
    }

    public void Dispose() => _test.Dispose();

    private static string TestEngine => Path.Combine(AppContext.BaseDirectory, "AspireLocal.TestEngine.dll");

    private Task<DevCertificate> EnsureAsync() => DevCertificate.EnsureAsync(_test.Folders, Cancellation);

    private static Task<CommandResult> RunAsync(string program, Dictionary<string, string> environment, params string[] arguments) =>
        CommandResult.RunAsync(new ProcessSpec(program, program, arguments, "/", environment), Cancellation);

    private static async Task<WebApplication> ServeAsync(DevCertificate certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration["Kestrel:Certificates:Default:Path"] = certificate.ServeEnvironment["Kestrel__Certificates__Default__Path"];
        builder.Configuration["Kestrel:Certificates:Default:KeyPath"] = certificate.ServeEnvironment["Kestrel__Certificates__Default__KeyPath"];
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps()));
        var app = builder.Build();
        app.MapGet("/", () => "hello");
        await app.StartAsync(Cancellation);
        return app;
    }
}

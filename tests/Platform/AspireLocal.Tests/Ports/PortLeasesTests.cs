using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using AspireLocal.Ports;

namespace AspireLocal.Tests.Ports;

public sealed class PortLeasesTests : IDisposable
{
    private readonly PortLeases _leases = new();
    private readonly TestFolders _test = new();

    [Fact]
    public async Task Lease_EnginesSideBySide_NeverGetTheSamePort()
    {
        await using var one = await EngineProcess.StartAsync(_test.Home, "lease", "500");
        await using var two = await EngineProcess.StartAsync(_test.NewFolder(), "lease", "500");
        var own = Enumerable.Range(0, 500).Select(_ => _leases.Lease().ToString(System.Globalization.CultureInfo.InvariantCulture));

        var all = one.Values("port").Concat(two.Values("port")).Concat(own).ToList();

        Assert.Equal(1500, all.Count);
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public async Task Claim_PortOfAKilledEngine_IsFreeAgain()
    {
        await using var engine = await EngineProcess.StartAsync(_test.Home, "lease", "1");
        var port = int.Parse(engine.Values("port").Single(), System.Globalization.CultureInfo.InvariantCulture);
        var error = Assert.Throws<DistributedApplicationException>(() => _leases.Claim(port, "gateway"));
        Assert.Contains("another AspireLocal application", error.Message, StringComparison.Ordinal);

        await engine.KillAsync();

        _leases.Claim(port, "gateway");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void Claim_PortInUse_NamesPortOwnerAndProcess(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var error = Assert.Throws<DistributedApplicationException>(() => _leases.Claim(port, "gateway"));

        Assert.Contains($"Port {port}, which 'gateway' needs, is in use by process {Environment.ProcessId} (", error.Message, StringComparison.Ordinal);
        Assert.Contains("AspireLocal.Tests", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_Twice_NamesBothOwners()
    {
        var port = _leases.Lease("catalog");

        var error = Assert.Throws<DistributedApplicationException>(() => _leases.Claim(port, "gateway"));

        Assert.Contains("'catalog'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'gateway'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lease_GivesAPortThatCanBeListenedTo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, _leases.Lease());
        listener.Start();
    }

    public void Dispose()
    {
        _leases.Dispose();
        _test.Dispose();
    }
}

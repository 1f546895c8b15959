using System.Diagnostics.Metrics;
using Gateway.Pipeline;
using Gateway.Waf;
using Gateway.Waf.Inspection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Waf;

public sealed class FirewallTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Firewall _firewall;

    public FirewallTests() => _firewall = new Firewall(Options.Create(new WafOptions()), _services.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        _firewall.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void ModeOf_Override_WinsUntilItIsTakenBack()
    {
        var context = new DefaultHttpContext();

        Assert.Equal(WafMode.Block, _firewall.ModeOf(context));
        _firewall.Mode = WafMode.Off;
        Assert.Equal(WafMode.Off, _firewall.ModeOf(context));
        _firewall.Mode = null;
        Assert.Equal(WafMode.Block, _firewall.ModeOf(context));
    }

    [Fact]
    public void Count_SumsByRule()
    {
        Findings? findings = null;
        Findings.Add(ref findings, Probe.Rules[942100]);

        _firewall.Count(findings!, blocked: true);
        _firewall.Count(findings!, blocked: false);

        Assert.Equal(2, _firewall.Matches[942100]);
    }
}

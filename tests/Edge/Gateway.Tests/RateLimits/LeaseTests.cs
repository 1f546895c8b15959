using Gateway.RateLimits;

namespace Gateway.Tests.RateLimits;

public sealed class LeaseTests
{
    private const long Life = 1_000;

    [Fact]
    public void Adapt_ToDemand_DoublesUpToItsMostAndHalvesWhenIdle()
    {
        var lease = new Lease();
        var sizes = new List<int>();
        var now = 10 * Life;
        foreach (var pause in (int[])[10 * (int)Life, 10, 10, 10, 10, 10, 300, 600, 600, 600, 600, 600])
        {
            now += pause;
            lease.Adapt(25, now, Life);
            sizes.Add(lease.Size);
        }

        Assert.Equal([1, 2, 4, 8, 16, 25, 25, 12, 6, 3, 1, 1], sizes);
    }

    [Fact]
    public void Take_SaysOnceThatItRunsLow()
    {
        var lease = new Lease();
        lease.Adapt(8, 1, Life);
        lease.Adapt(8, 2, Life);
        lease.Add(8, 0, Life);

        Assert.Equal([false, false, false, true, false, false, false, false], Enumerable.Range(0, 8).Select(_ => lease.Take()));
        Assert.False(lease.IsLive(1));
    }

    [Fact]
    public void Take_FromALeaseOfOne_NeverAsksAhead()
    {
        var lease = new Lease();
        lease.Adapt(1, 1, Life);
        lease.Add(1, 0, Life);

        Assert.False(lease.Take());
    }

    [Fact]
    public void Lapse_GivesWhatWasNotUsed_OnceAndNotBeforeItsTime()
    {
        var lease = new Lease();
        lease.Add(5, 0, Life);
        lease.Take();

        Assert.Equal(0, lease.Lapse(Life - 1));
        Assert.False(lease.IsLive(Life));
        Assert.Equal(4, lease.Lapse(Life));
        Assert.Equal(0, lease.Lapse(Life));
    }
}

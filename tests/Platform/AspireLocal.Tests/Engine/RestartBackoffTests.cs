using AspireLocal.Engine;

namespace AspireLocal.Tests.Engine;

public sealed class RestartBackoffTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void OnCrash_NeverReady_GivesUpAtTheThird()
    {
        var backoff = new RestartBackoff(_time);
        Assert.Equal(TimeSpan.FromSeconds(0.5), backoff.OnCrash());
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.OnCrash());
        Assert.Null(backoff.OnCrash());
    }

    [Fact]
    public void OnCrash_OnceReady_DoublesUpTo30Seconds()
    {
        var backoff = new RestartBackoff(_time);
        backoff.OnReady();
        var delays = Enumerable.Range(0, 9).Select(_ => backoff.OnCrash()!.Value.TotalSeconds).ToList();
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], delays);
        Assert.Equal(9, backoff.Restarts);
    }

    [Fact]
    public void OnCrash_WellForMoreThanAMinute_BeginsAgain()
    {
        var backoff = new RestartBackoff(_time);
        backoff.OnReady();
        backoff.OnCrash();
        backoff.OnCrash();
        backoff.OnReady();
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(TimeSpan.FromSeconds(0.5), backoff.OnCrash());
    }

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}

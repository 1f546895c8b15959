using System.Net;
using System.Security.Claims;
using Gateway.RateLimits;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.RateLimits;

public sealed class CallerTableTests
{
    private const int Most = 256;
    private readonly ManualTime _time = new();
    private readonly RateLimitPolicy _policy;
    private readonly CallerTable _callers;

    public CallerTableTests()
    {
        _policy = new RateLimitPolicy("p", new() { Rate = 1, Burst = 10, By = LimitBy.Address }, _time);
        _callers = new CallerTable(Options.Create(new RateLimitOptions { MaxCallers = Most }), _time);
    }

    [Fact]
    public void GetOrAdd_MoreCallersThanFit_StaysBounded()
    {
        for (uint address = 0; address < 10 * Most; address++)
        {
            Spend(address, 1);
        }

        Assert.Equal(Most, _callers.Count);
        Assert.Equal(Most, _callers.All.Count());
    }

    [Fact]
    public void GetOrAdd_RotatingAddresses_DoNotPushOutSpentBuckets()
    {
        for (uint abuser = 0; abuser < 20; abuser++)
        {
            Spend(abuser, 10);
        }

        for (uint address = 1_000; address < 1_000 + (20 * Most); address++)
        {
            Spend(address, 1);
        }

        for (uint abuser = 0; abuser < 20; abuser++)
        {
            Assert.Equal((0, 0), _callers.Find(Key(abuser))?.Count(_time.Now));
        }
    }

    [Fact]
    public void GetOrAdd_BucketsThatHaveFilledUp_GoFirst()
    {
        // Few are busy, so that a sample without an idle one does not come up.
        const int Idle = Most - 16;
        for (uint idle = 0; idle < Idle; idle++)
        {
            Spend(idle, 10);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        for (uint busy = 1_000; busy < 1_016 + 10; busy++)
        {
            Spend(busy, 10);
        }

        Assert.Equal(Idle - 10, Enumerable.Range(0, Idle).Count(idle => _callers.Find(Key((uint)idle)) is not null));
    }

    private void Spend(uint address, int tokens)
    {
        var bucket = _callers.GetOrAdd(Key(address));
        for (var i = 0; i < tokens; i++)
        {
            Assert.Equal(Verdict.Allowed, bucket.TryTake(_time.Now, shared: false, waited: false, out _));
        }
    }

    private CallerKey Key(uint address) => CallerKey.Of(_policy, new ClaimsPrincipal(), new IPAddress(BitConverter.GetBytes(address)));
}

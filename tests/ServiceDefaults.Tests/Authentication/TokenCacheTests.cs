using System.Collections.Frozen;
using System.Security.Claims;

namespace ServiceDefaults.Tests.Authentication;

public sealed class TokenCacheTests
{
    private static readonly TokenOutcome.Valid Valid = new(new ClaimsPrincipal(), FrozenSet<string>.Empty, DateTimeOffset.MaxValue);

    [Fact]
    public void Find_AddedBefore_Found()
    {
        var cache = new TokenCache(10);
        cache.Add(Hash("one"), Valid);

        Assert.Same(Valid, cache.Find(Hash("one")));
        Assert.Null(cache.Find(Hash("other")));
    }

    [Fact]
    public void Add_MoreThanFit_StaysWithinItsBound()
    {
        var cache = new TokenCache(100);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Add(Hash($"{i}"), Valid);
            Assert.InRange(cache.Count, 0, 100);
        }
    }

    [Fact]
    public void Find_UsedAllTheTime_StaysWhileOthersComeAndGo()
    {
        var cache = new TokenCache(100);
        cache.Add(Hash("busy"), Valid);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Add(Hash($"{i}"), Valid);
            if (i % 20 == 0)
            {
                Assert.NotNull(cache.Find(Hash("busy")));
            }
        }

        Assert.Null(cache.Find(Hash("0")));
    }

    [Fact]
    public void Add_NoCapacity_RemembersNothing()
    {
        var cache = new TokenCache(0);
        cache.Add(Hash("one"), Valid);

        Assert.Null(cache.Find(Hash("one")));
    }

    private static TokenHash Hash(string token) => TokenHash.Of(token);
}

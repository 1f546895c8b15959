using Identity.Keys;

namespace Identity.Tests;

public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KeyOptions Options = new();

    [Fact]
    public void NextFrom_NoKey_Now() => Assert.Equal(Start, Schedule().NextFrom(Start));

    [Fact]
    public void NextFrom_BeforeItsTime_None() =>
        Assert.Null(Schedule(Start).NextFrom(Start + Options.RotateEvery - Options.PublishAhead - TimeSpan.FromSeconds(1)));

    [Fact]
    public void NextFrom_AnHourBefore_WhenTheOldOneEnds() =>
        Assert.Equal(Start + Options.RotateEvery, Schedule(Start).NextFrom(Start + Options.RotateEvery - Options.PublishAhead));

    [Fact]
    public void NextFrom_LongAfter_StillPublishedBeforeItSigns()
    {
        var late = Start + (Options.RotateEvery * 3);

        Assert.Equal(late + Options.PublishAhead, Schedule(Start).NextFrom(late));
    }

    [Fact]
    public void InOrder_ANewKeyIsPublishedBeforeItSigns_AndTheOldOneAfter()
    {
        var second = Start + Options.RotateEvery;
        var schedule = Schedule(Start, second);

        Assert.Equal(["0", "1"], schedule.InOrder(second - TimeSpan.FromSeconds(1)).Select(key => key.Id));
        Assert.Equal(["1", "0"], schedule.InOrder(second).Select(key => key.Id));
    }

    [Fact]
    public void Spent_OnlyWhenTheLastTokenOfAKeyHasExpired()
    {
        var second = Start + Options.RotateEvery;
        var schedule = Schedule(Start, second);

        Assert.Empty(schedule.Spent(second + Options.KeepAfter - TimeSpan.FromSeconds(1)));
        Assert.Equal("0", Assert.Single(schedule.Spent(second + Options.KeepAfter)).Id);
    }

    [Fact]
    public void AYear_MinuteByMinute_AlwaysSignsWithAKeyThatWasKnownAnHourBefore()
    {
        var keys = new List<SigningKey>();
        var published = new Dictionary<string, DateTimeOffset>();
        for (var now = Start; now < Start.AddYears(1); now += TimeSpan.FromMinutes(10))
        {
            var schedule = KeySchedule.Of(keys, Options);
            if (schedule.NextFrom(now) is { } from)
            {
                keys.Add(Key($"{keys.Count + published.Count}", from));
                published[keys[^1].Id] = now;
            }

            keys.RemoveAll(schedule.Spent(now).Contains);
            var signing = KeySchedule.Of(keys, Options).InOrder(now).First();
            Assert.True(now == Start || published[signing.Id] == Start || now - published[signing.Id] >= Options.PublishAhead);
            Assert.InRange(keys.Count, 1, 3);
        }

        Assert.Equal(13, published.Count);
    }

    private static KeySchedule Schedule(params DateTimeOffset[] signsFrom) =>
        KeySchedule.Of(signsFrom.Select((from, i) => Key($"{i}", from)), Options);

    private static SigningKey Key(string id, DateTimeOffset from) => new() { Id = id, SignsFrom = from, Secret = [] };
}

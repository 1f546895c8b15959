namespace Gateway.Tests.Cache;

/// <summary>Many who ask for the same at once are one request to the origin.</summary>
public sealed class CollapsingTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Fact]
    public async Task Get_ThousandMissesAtOnce_AreOneRequestToTheOrigin()
    {
        const int Clients = 1000;
        var gate = new TaskCompletionSource();
        var path = site.Origin.Script(Reply.Fresh("body") with { Gate = gate.Task });

        var asking = Enumerable.Range(0, Clients).Select(_ => site.GetAsync(path)).ToArray();
        await site.Origin.SawAsync(path, 1);
        gate.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal((200, "body"), (answer.Status, answer.Body)));
        Assert.Single(site.Origin.Requests(path));
        Assert.Single(answers, answer => answer.CacheStatus == "edge; fwd=uri-miss; fwd-status=200; stored");
    }

    [Fact]
    public async Task Get_TurnsOutPrivate_EveryoneGetsTheirOwn()
    {
        const int Clients = 20;
        var gate = new TaskCompletionSource();
        var path = site.Origin.Script(
            [.. Enumerable.Range(0, Clients).Select(i => Reply.Ok($"{i}", ("Cache-Control", "private")) with { Gate = gate.Task })]);

        var asking = Enumerable.Range(0, Clients).Select(_ => site.GetAsync(path)).ToArray();
        await site.Origin.SawAsync(path, 1);
        gate.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.Equal(Clients, answers.Select(answer => answer.Body).Distinct().Count());
    }

    [Fact]
    public async Task Get_TheFirstClientLeaves_TheOthersAreServed()
    {
        var gate = new TaskCompletionSource();
        var path = site.Origin.Script(Reply.Fresh("body") with { Gate = gate.Task });
        using var leave = new CancellationTokenSource();
        var first = site.Client.GetAsync(path, leave.Token);
        await site.Origin.SawAsync(path, 1);
        var second = site.GetAsync(path);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal("body", (await second).Body);
        Assert.Single(site.Origin.Requests(path));
    }

    [Fact]
    public async Task Get_WaitedForAnotherVariant_AsksForItsOwn()
    {
        var gate = new TaskCompletionSource();
        var path = site.Origin.Script(
            Reply.Fresh("one", ("Vary", "Foo")) with { Gate = gate.Task }, Reply.Fresh("two", ("Vary", "Foo")));
        var one = site.GetAsync(path, ("Foo", "1"));
        await site.Origin.SawAsync(path, 1);
        var two = site.GetAsync(path, ("Foo", "2"));

        gate.SetResult();

        Assert.Equal(("one", "two"), ((await one).Body, (await two).Body));
    }

    [Fact]
    public async Task Get_UncacheableForAWhile_IsStoredOnceItCanBe()
    {
        var path = site.Origin.Script(Reply.Ok("no", ("Cache-Control", "no-store")), Reply.Fresh("yes"));

        var bodies = new List<(string, bool)>();
        for (var i = 0; i < 4; i++)
        {
            var answer = await site.GetAsync(path);
            bodies.Add((answer.Body, answer.IsHit));
        }

        Assert.Equal([("no", false), ("yes", false), ("yes", false), ("yes", true)], bodies);
    }

    [Fact]
    public async Task Get_OriginGone_AllAreToldAfterOneTry()
    {
        var path = site.Origin.Script(Reply.Fresh("half") with { BreaksOff = true });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.GetAsync(path)));

        Assert.All(answers, answer => Assert.Equal((502, "application/problem+json"), (answer.Status, answer.Header("Content-Type"))));
    }
}

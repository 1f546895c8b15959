using Contracts;
using Microsoft.EntityFrameworkCore;
using Ordering.Idempotency;
using Ordering.Orders;
using ServiceDefaults.Tests.Postgres;

namespace Ordering.Tests;

public sealed class ClaimsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static readonly IdempotencyKey Key = new("alice", "key");
    private static readonly byte[] Hash = [1, 2, 3];
    private static readonly Answer Created = new(201, "application/json", "{}", "/api/orders/1");

    [Fact]
    public async Task Claim_ManyAtOnce_OneGetsIt()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "many");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimAsync(database)));

        Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>());
        Assert.Equal(19, outcomes.OfType<ClaimOutcome.Running>().Count());
    }

    [Fact]
    public async Task Claim_OtherBody_IsAnotherRequest_OtherCaller_IsAnotherKey()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "scope");
        await ClaimAsync(database);

        Assert.IsType<ClaimOutcome.OtherRequest>(await database.Claims.ClaimAsync(Key, [9], CancellationToken.None));
        Assert.IsType<ClaimOutcome.Claimed>(await database.Claims.ClaimAsync(Key with { Caller = "bob" }, Hash, CancellationToken.None));
    }

    [Fact]
    public async Task Claim_AfterTheLease_IsTakenOverUnderTheSameOrderId_AndTheFirstIsFencedOff()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "takeover");
        var first = Claimed(await ClaimAsync(database));
        await database.LetPassAsync(TimeSpan.FromSeconds(31));

        var second = Claimed(await ClaimAsync(database));

        Assert.Equal((first.OrderId, 2), (second.OrderId, second.Attempt));
        Assert.False(await database.Claims.RenewAsync(first, CancellationToken.None));
        await database.Claims.WithdrawAsync(first, CancellationToken.None);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => PlaceAsync(database, first));
        Assert.True(await database.Claims.RenewAsync(second, CancellationToken.None));
        await using var context = database.Context();
        Assert.Equal(0, await context.Orders.CountAsync());
    }

    [Fact]
    public async Task Claim_AfterTheAnswer_GetsTheAnswer_HoweverOldTheLease()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "answered");
        var claim = Claimed(await ClaimAsync(database));
        await PlaceAsync(database, claim);
        await database.LetPassAsync(TimeSpan.FromHours(1));

        Assert.Equal(Created, Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync(database)).Answer);
        Assert.False(await database.Claims.RenewAsync(claim, CancellationToken.None));
        Assert.Null(await database.Claims.TakeAbandonedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Claim_AfterWithdrawal_IsNewUnderAnotherOrderId()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "withdrawn");
        var first = Claimed(await ClaimAsync(database));
        await database.Claims.WithdrawAsync(first, CancellationToken.None);

        var second = Claimed(await ClaimAsync(database));

        Assert.Equal(1, second.Attempt);
        Assert.NotEqual(first.OrderId, second.OrderId);
    }

    [Fact]
    public async Task Claim_AfterExpire_IsTakenOverAtOnce()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "expired");
        var first = Claimed(await ClaimAsync(database));
        await database.Claims.ExpireAsync(first, CancellationToken.None);

        Assert.Equal(first with { Attempt = 2 }, Claimed(await ClaimAsync(database)));
    }

    [Fact]
    public async Task TakeAbandoned_BySeveralSweepers_GivesEachClaimToOne()
    {
        await using var database = await OrderDatabase.CreateAsync(postgres, "sweep");
        var left = new List<Claim>();
        for (var n = 0; n < 10; n++)
        {
            left.Add(Claimed(await database.Claims.ClaimAsync(Key with { Value = $"{n}" }, Hash, CancellationToken.None)));
        }

        Assert.Null(await database.Claims.TakeAbandonedAsync(CancellationToken.None)); // Their clients may still come back.
        await database.LetPassAsync(TimeSpan.FromSeconds(61));

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => database.Claims.TakeAbandonedAsync(CancellationToken.None)));

        Assert.Equal(left.Select(claim => claim.OrderId).Order(), taken.OfType<Claim>().Select(claim => claim.OrderId).Distinct().Order());
    }

    private static Task<ClaimOutcome> ClaimAsync(OrderDatabase database) =>
        database.Claims.ClaimAsync(Key, Hash, CancellationToken.None);

    private static Claim Claimed(ClaimOutcome outcome) => Assert.IsType<ClaimOutcome.Claimed>(outcome).Claim;

    private static async Task PlaceAsync(OrderDatabase database, Claim claim)
    {
        await using var context = database.Context();
        var line = new OrderLine { Position = 1, ProductId = Guid.CreateVersion7(), Name = "Kettle", Quantity = 1, UnitPrice = new Money(5, "EUR") };
        context.Add(Order.Of(claim.OrderId, claim.Key.Caller, [line], DateTimeOffset.UnixEpoch));
        var record = claim.Record();
        context.Attach(record);
        record.Complete(Created);
        await context.SaveChangesAsync();
    }
}

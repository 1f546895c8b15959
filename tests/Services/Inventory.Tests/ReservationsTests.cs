using Inventory.Data;
using Inventory.Stock;
using Npgsql;
using ServiceDefaults.Tests.Postgres;

namespace Inventory.Tests;

public sealed class ReservationsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Reserve_MoreRivalsThanStock_SellsWhatIsThereAndNoMore()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "rivals");
        var product = await stock.StockAsync(30);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => stock.ReserveAsync(Guid.CreateVersion7(), (product, 1))));

        Assert.Equal(30, outcomes.OfType<ReserveOutcome.Reserved>().Count());
        Assert.Equal(70, outcomes.OfType<ReserveOutcome.TooLittle>().Count());
        Assert.Equal(0, await stock.AvailableAsync(product));
    }

    [Fact]
    public async Task Reserve_SameIdManyTimesAtOnce_TakesOnce()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "same_id");
        var product = await stock.StockAsync(5);
        var id = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stock.ReserveAsync(id, (product, 5))));

        // That the stock is gone after the first does not make the others shortages.
        Assert.Single(outcomes.OfType<ReserveOutcome.Reserved>());
        Assert.Equal(19, outcomes.OfType<ReserveOutcome.AlreadyReserved>().Count());
        Assert.Equal(0, await stock.AvailableAsync(product));
    }

    [Fact]
    public async Task Reserve_OneLineShort_TakesNothingAndSaysWhich()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "short");
        var plenty = await stock.StockAsync(10);
        var few = await stock.StockAsync(1);

        var outcome = await stock.ReserveAsync(Guid.CreateVersion7(), (plenty, 3), (few, 2));

        var shortage = Assert.Single(Assert.IsType<ReserveOutcome.TooLittle>(outcome).Shortages);
        Assert.Equal((few.ToString(), 2, 1), (shortage.ProductId, shortage.Requested, shortage.Available));
        Assert.Equal((10, 1), (await stock.AvailableAsync(plenty), await stock.AvailableAsync(few)));
    }

    [Fact]
    public async Task Reserve_UnknownProduct_TakesNothingAndSaysWhich()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "unknown");
        var known = await stock.StockAsync(10);
        var unknown = Guid.CreateVersion7();

        var outcome = await stock.ReserveAsync(Guid.CreateVersion7(), (known, 3), (unknown, 1));

        Assert.Equal([unknown], Assert.IsType<ReserveOutcome.UnknownProducts>(outcome).ProductIds);
        Assert.Equal(10, await stock.AvailableAsync(known));
    }

    [Fact]
    public async Task Reserve_SameIdOtherLines_IsRefused()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "other_lines");
        var product = await stock.StockAsync(10);
        var id = Guid.CreateVersion7();
        await stock.ReserveAsync(id, (product, 3));

        Assert.IsType<ReserveOutcome.OtherLines>(await stock.ReserveAsync(id, (product, 4)));
        Assert.Equal(7, await stock.AvailableAsync(product));
    }

    [Fact]
    public async Task Release_ManyTimesAtOnce_GivesBackOnce()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "release");
        var product = await stock.StockAsync(10);
        var id = Guid.CreateVersion7();
        await stock.ReserveAsync(id, (product, 4));

        var released = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stock.ReleaseAsync(id)));

        Assert.Single(released, true);
        Assert.Equal(10, await stock.AvailableAsync(product));
        Assert.IsType<ReserveOutcome.AlreadyReleased>(await stock.ReserveAsync(id, (product, 4)));
    }

    [Fact]
    public async Task Release_OvertakesItsReserve_TheReserveTakesNothing()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "overtaken");
        var product = await stock.StockAsync(10);
        var id = Guid.CreateVersion7();

        Assert.False(await stock.ReleaseAsync(id));

        Assert.IsType<ReserveOutcome.AlreadyReleased>(await stock.ReserveAsync(id, (product, 4)));
        Assert.Equal(10, await stock.AvailableAsync(product));
    }

    [Fact]
    public async Task ReserveAndRelease_OfTheSameProductsInAnyOrder_NeverDeadlockAndLoseNothing()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "no_deadlock");
        var products = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stock.StockAsync(1000)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var random = new Random(worker);
            for (var turn = 0; turn < 20; turn++)
            {
                var id = Guid.CreateVersion7();
                var lines = random.GetItems(products, 4).Distinct().Select(product => (product, random.Next(1, 4))).ToArray();

                // A call sent twice and its release, all at once: whatever comes of it, in the end there is no reservation.
                await Task.WhenAll(stock.ReserveAsync(id, lines), stock.ReserveAsync(id, lines), stock.ReleaseAsync(id));
                await stock.ReleaseAsync(id);
            }
        }));

        Assert.All(await Task.WhenAll(products.Select(stock.AvailableAsync)), available => Assert.Equal(1000, available));
    }

    [Fact]
    public async Task Stock_BelowZero_IsRefusedByTheDatabaseItself()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "check");
        var product = await stock.StockAsync(1);

        var fault = await Assert.ThrowsAsync<PostgresException>(() =>
            stock.RunAsync("UPDATE stock SET available = available - 2 WHERE product_id = $1", product));

        Assert.Equal(PostgresErrorCodes.CheckViolation, fault.SqlState);
    }

    [Fact]
    public async Task Seed_ByThreeReplicasAtOnce_IsDoneOnce()
    {
        await using var stock = await StockDatabase.CreateAsync(postgres, "seed");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SeedStock.SeedAsync(stock.Source, CancellationToken.None)));
        await stock.RunAsync("DELETE FROM stock WHERE available > 20");
        await SeedStock.SeedAsync(stock.Source, CancellationToken.None);

        await using var count = stock.Source.CreateCommand("SELECT count(*) FROM stock WHERE available > 20");
        Assert.Equal(0L, await count.ExecuteScalarAsync()); // What was removed later does not come back.
    }
}

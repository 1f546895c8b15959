using Catalog.Products;
using Contracts;

namespace Catalog.Data.Seed;

/// <summary>Composes the seed products: the same 10,000 each time, all names different.</summary>
internal static class SeedNames
{
    private static readonly string[] Series =
    [
        "Alder", "Arbor", "Bramble", "Brook", "Calder", "Cove", "Dune", "Ember", "Fenwick", "Fjord", "Grove", "Harbor", "Heron",
        "Juniper", "Kestrel", "Larch", "Lumen", "Marlow", "Nordlys", "Orchard", "Pebble", "Quill", "Rowan", "Sable", "Tarn",
    ];

    private static readonly string[] Promises =
    [
        "Spare parts are kept for ten years.",
        "Packed in recycled card, without plastic.",
        "Comes with a two-year guarantee.",
        "Made in small batches.",
        "Designed to be repaired, not replaced.",
        "Tested by hand before it leaves the workshop.",
        "A quiet favourite of our own staff.",
    ];

    private const long FirstSecond = 1_735_689_600; // 2025-01-01T00:00:00Z

    private static readonly decimal[] Endings = [0.00m, 0.50m, 0.90m, 0.95m];

    /// <summary>Product <paramref name="n"/>, from 0 to <see cref="SeedProducts.Count"/> - 1.</summary>
    public static Product Compose(int n)
    {
        var shelves = SeedShelves.All;
        var shelf = shelves[n % shelves.Length];
        var place = n / shelves.Length;
        var thing = shelf.Things[place % 10];
        var series = place / 10 % Series.Length;
        var round = place / (10 * Series.Length);

        // Two rounds over the same things and series: each takes the next variant, so no name comes twice.
        var variant = shelf.Variants[(series + round) % shelf.Variants.Length];
        var luck = SeedProducts.Mix((ulong)n);
        return new Product
        {
            Id = SeedProducts.Id(n),
            Name = $"{Series[series]} {thing.Name}, {variant}",
            Description = $"{Pick(shelf.Made, luck)} {Pick(shelf.Used, luck >> 8)} {Pick(Promises, luck >> 16)}",
            Category = shelf.Category,
            Price = new Money(Price(thing.Euro, luck >> 24), "EUR"),
            UpdatedAt = DateTimeOffset.UnixEpoch.AddSeconds(FirstSecond + n),
        };
    }

    /// <summary>From 80 to 160 % of the plain price, ending as prices do.</summary>
    private static decimal Price(int euro, ulong luck) =>
        Math.Max(1, Math.Floor(euro * (decimal)(80 + luck % 81) / 100)) + Endings[(luck >> 8) % (ulong)Endings.Length];

    private static string Pick(string[] sentences, ulong luck) => sentences[luck % (ulong)sentences.Length];
}

namespace Bench.Http;

/// <summary>Ours and a peer, measured one after the other several times: what disturbs the machine disturbs both.</summary>
internal static class Turns
{
    private const int Rounds = 7;

    /// <summary>Prints both in each turn, and gives the spread of ours divided by the peer's.</summary>
    public static async Task<Spread> CompareAsync(string ours, Func<Task<double>> measureOurs, string peer, Func<Task<double>> measurePeer)
    {
        // The first of each is to warm up and does not count.
        await measureOurs();
        await measurePeer();
        var ratios = new List<double>();
        Console.WriteLine($"  {"",-8} {ours,14} {peer,14} {"ratio",8}");
        for (var round = 1; round <= Rounds; round++)
        {
            // Who goes first changes, so that neither always runs on what the other left behind.
            var first = round % 2 == 1 ? await measureOurs() : 0;
            var other = await measurePeer();
            var own = first > 0 ? first : await measureOurs();
            ratios.Add(own / other);
            Console.WriteLine(FormattableString.Invariant($"  {"turn " + round,-8} {own,12:0}/s {other,12:0}/s {own / other,8:0.00}"));
        }

        return Spread.Of(ratios);
    }
}

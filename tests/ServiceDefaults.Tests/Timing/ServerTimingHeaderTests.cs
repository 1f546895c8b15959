namespace ServiceDefaults.Tests.Timing;

public sealed class ServerTimingHeaderTests
{
    [Fact]
    public void Format_NamesHopsInOrder() => Assert.Equal(
        "catalog;dur=12.35, postgres;desc=\"catalog\";dur=4",
        ServerTimingHeader.Format([new TimingEntry("catalog", null, 12.349), new TimingEntry("postgres", "catalog", 4)]));

    [Fact]
    public void Format_SameHopTwice_AddsItsTimes() => Assert.Equal(
        "inventory;dur=5",
        ServerTimingHeader.Format([new TimingEntry("inventory", null, 2), new TimingEntry("inventory", null, 3)]));

    [Fact]
    public void Format_ManyEntries_StaysShortAndKeepsTheNearest()
    {
        var header = ServerTimingHeader.Format([.. Enumerable.Range(0, 500).Select(i => new TimingEntry($"hop{i}", null, i))]);

        Assert.StartsWith("hop0;dur=0, hop1;dur=1", header, StringComparison.Ordinal);
        Assert.InRange(header.Length, 900, ServerTimingHeader.MaxLength);
    }

    [Fact]
    public void Join_PutsTheHopsBehindLast_WhereTheyFit()
    {
        Assert.Equal("gateway;dur=1", ServerTimingHeader.Join("gateway;dur=1", ""));
        Assert.Equal("gateway;dur=1, catalog;dur=2", ServerTimingHeader.Join("gateway;dur=1", "catalog;dur=2"));
        Assert.Equal("gateway;dur=1", ServerTimingHeader.Join("gateway;dur=1", new string('a', ServerTimingHeader.MaxLength)));
    }

    [Theory]
    [InlineData("db;dur=53", "db", null, 53)]
    [InlineData("miss", "miss", null, 0)]
    [InlineData(" cache ; desc=\"Cache, Read;x\" ; dur = 23.2 ", "cache", "Cache, Read;x", 23.2)]
    [InlineData("a;DUR=1e1;desc=plain", "a", "plain", 10)]
    [InlineData("a;dur=soon", "a", null, 0)]
    public void Parse_OneEntry_ReadsIt(string header, string name, string? description, double milliseconds) =>
        Assert.Equal([new TimingEntry(name, description, milliseconds)], ServerTimingHeader.Parse(header));

    [Theory]
    [InlineData("")]
    [InlineData(",,;dur=1")]
    [InlineData("\"unclosed;dur=1")]
    [InlineData("na me;dur=1")]
    public void Parse_Malformed_IsSkipped(string header) => Assert.Empty(ServerTimingHeader.Parse(header));

    [Fact]
    public void Parse_WhatFormatWrote_IsTheSame()
    {
        TimingEntry[] entries = [new("gateway", null, 9.5), new("postgres", "catalog", 4.25), new("redis", "catalog", 0.5)];

        Assert.Equal(entries, ServerTimingHeader.Parse(ServerTimingHeader.Format(entries)));
    }
}

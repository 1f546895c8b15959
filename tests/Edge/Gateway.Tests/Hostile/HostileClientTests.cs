using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Hostile;

/// <summary>A client that means harm is stopped in bounded memory, and others are served meanwhile.</summary>
public sealed class HostileClientTests
{
    private const int MiB = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FloodTime = TimeSpan.FromSeconds(5);

    [Fact]
    public Task RapidReset_IsCutOff() => AttackAsync(50_000, (connection, round) =>
    {
        var stream = (2 * round) + 1;
        connection.Get(stream, "/api/products");
        connection.Reset(stream);
    });

    [Fact]
    public Task HeadersWithoutEnd_AreCutOff() => AttackAsync(50_000, (connection, round) =>
    {
        if (round == 0)
        {
            connection.HeadersWithoutEnd(1, "/api/products");
        }

        connection.Continue(1);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flood_OfControlFrames_NeverRead_CostsNothing(bool settings)
    {
        await using var edge = await StartAsync();
        await using var flood = await Http2Connection.OpenAsync(edge.Gateway);
        var before = edge.Gateway.ResidentBytes;
        // Each asks for an answer, and the answers are not read: a server that queued them would fill up. It may read no more: then the flood stands still.
        using var flooding = new CancellationTokenSource(FloodTime);
        await WriteAsync(flood, 500_000, (connection, _) =>
        {
            if (settings)
            {
                connection.Settings();
            }
            else
            {
                connection.Ping();
            }
        }, flooding.Token);

        Assert.Equal("ok", await edge.Gateway.Client.GetStringAsync("/api/products"));
        Assert.InRange(edge.Gateway.ResidentBytes - before, long.MinValue, 64L * MiB);
    }

    [Fact]
    public async Task Slowloris_IsTimedOut_AndOthersAreServed()
    {
        await using var edge = await StartAsync(("EdgeLimits__HeadersTimeout", "00:00:02"));
        var slow = new List<RawConnection>();
        for (var i = 0; i < 200; i++)
        {
            slow.Add(await RawConnection.OpenAsync(edge.Gateway.Cleartext));
            await slow[^1].SendAsync("GET /api/products HTTP/1.1\r\nHost: edge\r\nX-A: ");
        }

        Assert.Equal("ok", await edge.Gateway.Client.GetStringAsync("/api/products"));
        var answers = await Task.WhenAll(slow.Select(connection => connection.ReadToCloseAsync()));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        slow.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task ReaderThatNeverReads_IsCutOff_AndTheServiceIsToldSo()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var edge = await StartAsync(app => app.MapGet("/api/products/large", async (HttpContext context) =>
        {
            using var _ = context.RequestAborted.Register(cancelled.SetResult);
            var block = new byte[MiB];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        }));
        var before = edge.Gateway.ResidentBytes;
        using var reader = await RawConnection.OpenAsync(edge.Gateway.Cleartext);
        await reader.SendAsync("GET /api/products/large HTTP/1.1\r\nHost: edge\r\n\r\n");

        await cancelled.Task.WaitAsync(Patience);

        Assert.InRange(edge.Gateway.ResidentBytes - before, long.MinValue, 64L * MiB);
        Assert.Equal("ok", await edge.Gateway.Client.GetStringAsync("/api/products"));
    }

    [Fact]
    public async Task BodyThatTrickles_IsRefused()
    {
        await using var edge = await StartAsync();
        using var sender = await RawConnection.OpenAsync(edge.Gateway.Cleartext);
        await sender.SendAsync("POST /api/products HTTP/1.1\r\nHost: edge\r\nContent-Length: 1000\r\n\r\nx");

        var answer = await sender.ReadToCloseAsync();

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    private static async Task AttackAsync(int rounds, Action<Http2Connection, int> write)
    {
        await using var edge = await StartAsync();
        await using var attack = await Http2Connection.OpenAsync(edge.Gateway);
        var before = edge.Gateway.ResidentBytes;
        using var bound = new CancellationTokenSource(Patience);
        var goodbye = attack.ReadGoodbyeAsync(bound.Token);

        await WriteAsync(attack, rounds, write, bound.Token);

        // A server that put up with it would say nothing, and the wait would end in an error.
        await goodbye;
        Assert.Equal("ok", await edge.Gateway.Client.GetStringAsync("/api/products", bound.Token));
        Assert.InRange(edge.Gateway.ResidentBytes - before, long.MinValue, 64L * MiB);
    }

    private static async Task WriteAsync(Http2Connection connection, int rounds, Action<Http2Connection, int> write, CancellationToken cancellationToken)
    {
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                write(connection, round);
                if (round % 100 == 99)
                {
                    await connection.FlushAsync(cancellationToken);
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The server has closed, as it should, or reads no more.
        }
    }

    private static Task<HostedEdge> StartAsync(params (string Name, string Value)[] settings) => StartAsync(_ => { }, settings);

    private static Task<HostedEdge> StartAsync(Action<WebApplication> map, params (string Name, string Value)[] settings) => HostedEdge.StartAsync(
        app =>
        {
            app.MapGet("/api/products", () => "ok");
            app.MapPost("/api/products", async (HttpRequest request) => await request.Body.CopyToAsync(Stream.Null));
            map(app);
        },
        settings: settings);
}

using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using AspireLocal.Ports;
using AspireLocal.Redis;

namespace AspireLocal.Tests.Redis;

/// <summary>Needs Debian's package <c>redis-server</c>, and a NuGet feed with garnet-server.</summary>
public sealed class RedisServerTests : IDisposable
{
    private const string Password = "it's a \"secret\\";

    private readonly TestFolders _test = new();
    private readonly PortLeases _ports = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("redis")]
    [InlineData("garnet")]
    public async Task Server_TakesItsPasswordOnly_AndRunsScripts(string choice)
    {
        var port = _ports.Lease();
        var server = await ServerAsync(choice, port);
        await using var process = server.Start((_, _) => { });

        await server.WaitUntilReadyAsync(process, Cancellation);

        Assert.Null(await server.CheckHealthAsync(Cancellation));
        Assert.NotNull(await RespPing.SendAsync(port, "wrong", Cancellation));
        Assert.Equal("$5\r\nhello\r\n", await EvaluateAsync(port));
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", Cancellation), StringComparison.Ordinal);
        await process.StopAsync(Cancellation);
        Assert.Contains(await process.Exited, new[] { 0, 143 }); // Garnet ends by the signal.
        Assert.NotNull(await server.CheckHealthAsync(Cancellation));
    }

    [Theory]
    [InlineData("redis", "Address already in use")]
    [InlineData("garnet", "AddressAlreadyInUse")]
    public async Task Start_PortInUse_SaysWhatTheServerSaid(string choice, string words)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, _ports.Lease());
        listener.Start();
        var server = await ServerAsync(choice, ((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        await using var process = server.Start((_, _) => { });

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => server.WaitUntilReadyAsync(process, Cancellation));

        Assert.Contains("'cache'", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_NoServerOnPath_IsGarnet()
    {
        Directory.CreateSymbolicLink(Path.Combine(_test.Home, "cache"), _test.Folders.Cache);
        await RedisBinaries.ResolveAsync("garnet", _test.Folders, new ProgressLines(), Cancellation);

        var (_, output, _) = await EngineProcess.RunAsync(_test.Home, new() { ["PATH"] = _test.NewFolder() }, "redis");

        Assert.Equal(".NET tool garnet-server 2.2.8", output.Trim());
    }

    [Theory]
    [InlineData("valkey", "apt-get install valkey-server")]
    [InlineData("/no/such/server", "names no file")]
    public async Task Resolve_NotThere_SaysSo(string choice, string words)
    {
        var (exitCode, _, error) = await EngineProcess.RunAsync(_test.Home, new() { ["PATH"] = _test.NewFolder(), [RedisBinaries.Variable] = choice }, "redis");

        Assert.Equal(1, exitCode);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_GarnetWithoutAFeed_NamesTheRemedies()
    {
        var empty = _test.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(empty, "nuget.config"), "<configuration><packageSources><clear/></packageSources></configuration>", Cancellation);

        var (exitCode, _, error) = await EngineProcess.RunInAsync(empty, _test.Home, new() { [RedisBinaries.Variable] = "garnet" }, "redis");

        Assert.Equal(1, exitCode);
        Assert.Contains("apt-get install redis-server", error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _ports.Dispose();
        _test.Dispose();
    }

    private async Task<RedisServer> ServerAsync(string choice, int port)
    {
        if (choice == "redis")
        {
            Installed.SkipWithoutRedis();
        }

        var binaries = await RedisBinaries.ResolveAsync(choice, _test.Folders, new ProgressLines(), Cancellation);
        return new RedisServer(binaries, "cache", port, Password, _test.NewFolder());
    }

    private static async Task<string> EvaluateAsync(int port)
    {
        const string Script = "return redis.call('GET', KEYS[1])";
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, Cancellation);
        string[][] commands = [["AUTH", Password], ["SET", "key", "hello"], ["EVAL", Script, "1", "key"]];
        var stream = client.GetStream();
        foreach (var command in commands)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"*{command.Length}\r\n{string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"))}"), Cancellation);
        }

        const string Expected = "+OK\r\n+OK\r\n$5\r\nhello\r\n";
        var answer = new byte[Expected.Length];
        await stream.ReadExactlyAsync(answer, Cancellation);
        return Encoding.UTF8.GetString(answer)[10..];
    }
}

using System.Collections.Concurrent;
using Aspire.Hosting;
using AspireLocal.Processes;

namespace AspireLocal.Tests.Processes;

public sealed class ChildProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    [Fact]
    public async Task Start_Command_GetsItsArgumentsEnvironmentAndDirectory()
    {
        await using var child = Start(Shell("echo \"$1|$COLOUR|$PWD\"; echo oops >&2; exit 7", "a b'c") with { WorkingDirectory = "/usr", Environment = new Dictionary<string, string> { ["COLOUR"] = "green" } });

        Assert.Equal(7, await child.Exited);
        Assert.Equal(["a b'c|green|/usr"], _output);
        Assert.Equal(["oops"], _errors);
    }

    [Fact]
    public async Task Start_StandardInput_IsReadToItsEnd()
    {
        await using var child = Start(new ProcessSpec("cat", "cat", [], "/", new Dictionary<string, string>()) { StandardInput = "one\ntwo" });

        Assert.Equal(0, await child.Exited);
        Assert.Equal(["one", "two"], _output);
    }

    [Fact]
    public async Task Start_LeadsAProcessGroupOfItsOwn()
    {
        await using var child = Start(Shell("cat /proc/self/stat"));

        await child.Exited;
        Assert.Equal(child.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), _output.Single().Split(' ')[4]);
    }

    [Fact]
    public async Task Start_AsRoot_UnprivilegedChildIsNobody()
    {
        await using var child = Start(Shell("id -un; id -G | wc -w") with { Unprivileged = true });

        await child.Exited;
        Assert.Equal([Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName, "1"], _output);
    }

    [Fact]
    public async Task Start_IsolatedEnvironment_HidesTheCallersSettings()
    {
        Environment.SetEnvironmentVariable("PGPORT", "1");
        Environment.SetEnvironmentVariable("MSBuildLeftover", "1");
        await using var isolated = Start(Shell("env") with { IsolatedEnvironment = true });
        await isolated.Exited;
        Assert.DoesNotContain("PGPORT=1", _output);
        Assert.Contains(_output, line => line.StartsWith("PATH=", StringComparison.Ordinal));

        await using var open = Start(Shell("env"));
        await open.Exited;
        Assert.Contains("PGPORT=1", _output);
        Assert.DoesNotContain("MSBuildLeftover=1", _output);
    }

    [Fact]
    public async Task Start_FromAThreadThatEnds_ChildLives()
    {
        ChildProcess? child = null;
        var thread = new Thread(() => child = Start(Shell("exec sleep 1000")));
        thread.Start();
        thread.Join();
        await using var started = child!;

        Assert.False(await Eventually.IsTrueAsync(() => child!.Exited.IsCompleted, TimeSpan.FromSeconds(1)));
        await started.StopAsync(Cancellation);
    }

    [Fact]
    public void Start_MissingExecutable_IsNamed()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Start(new ProcessSpec("frontend", "no-such-program", [], "/", new Dictionary<string, string>())));

        Assert.Contains("'frontend'", error.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_MissingDirectory_IsNamed()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Start(Shell("true") with { WorkingDirectory = "/no/such/folder" }));

        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_OfAnyKind_NeverBlocksTheChild()
    {
        // One line of 10 MB, bytes that are no text, and no end of line at the end.
        await using var child = Start(Shell("head -c 10000000 /dev/zero | tr '\\0' x; echo; printf '\\377\\376\\n'; printf end"));

        Assert.Equal(0, await child.Exited.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        var lines = _output.ToArray();
        Assert.Equal(3, lines.Length);
        Assert.StartsWith(new string('x', OutputReader.LongestLine) + " [", lines[0], StringComparison.Ordinal);
        Assert.Equal("end", lines[2]);
    }

    [Fact]
    public async Task Output_ThatCantBeLogged_NeverBlocksTheChild()
    {
        await using var child = ChildProcess.Start(Shell("seq 10000"), (_, _) => throw new IOException("No space left on device"));

        Assert.Equal(0, await child.Exited.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task StopAsync_ChildDrains_ItsOwnExitCodeIsKept()
    {
        await using var child = Start(Shell("trap 'echo drained; exit 3' TERM; echo up; while :; do sleep 0.05; done"));
        await OutputContainsAsync("up");

        await child.StopAsync(Cancellation);

        Assert.Equal(3, await child.Exited);
        Assert.Contains("drained", _output);
    }

    [Fact]
    public async Task StopAsync_SignalIgnored_WholeGroupIsKilledAfterTheTimeout()
    {
        await using var child = Start(Shell("trap '' TERM; sleep 1000 & echo $!; wait; wait") with { StopTimeout = TimeSpan.FromMilliseconds(200) });
        await Eventually.IsTrueAsync(() => !_output.IsEmpty, TimeSpan.FromSeconds(5));
        var grandchild = ProcessIdentity.Of(int.Parse(_output.First(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotNull(grandchild);

        await child.StopAsync(Cancellation);

        Assert.Equal(137, await child.Exited);
        Assert.True(await Eventually.IsTrueAsync(() => !grandchild.Value.IsAlive, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task StopAsync_Cancelled_KillsAtOnce()
    {
        await using var child = Start(Shell("trap '' TERM; echo up; while :; do sleep 0.05; done") with { StopTimeout = TimeSpan.FromHours(1) });
        await OutputContainsAsync("up");

        await child.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(137, await child.Exited);
    }

    [Fact]
    public async Task Exited_GrandchildLeftBehind_IsKilledAndDoesNotDelay()
    {
        await using var child = Start(Shell("sleep 1000 & echo $!"));

        Assert.Equal(0, await child.Exited.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        var grandchild = int.Parse(_output.Single(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(await Eventually.IsTrueAsync(() => ProcessIdentity.Of(grandchild) is null, TimeSpan.FromSeconds(5)));
    }

    private static ProcessSpec Shell(string script, params string[] arguments) => new("shell", "sh", ["-c", script, "sh", .. arguments], "/", new Dictionary<string, string>());

    private ChildProcess Start(ProcessSpec spec) => ChildProcess.Start(spec, (line, isError) => (isError ? _errors : _output).Enqueue(line));

    private async Task OutputContainsAsync(string line) => Assert.True(await Eventually.IsTrueAsync(() => _output.Contains(line), TimeSpan.FromSeconds(5)));
}

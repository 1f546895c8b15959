using AspireLocal.Containers;

namespace AspireLocal.Tests.Containers;

public sealed class ContainerRuntimeTests : IDisposable
{
    private static readonly ContainerSpec Mail = new(
        "mail",
        "mail-run1",
        "docker.io/axllent/mailpit:v1.29",
        null,
        ["--verbose"],
        new Dictionary<string, string> { ["MP_UI_AUTH"] = "user:secret", ["HOME"] = "/data" },
        [(20_001, 8025)],
        [("mail-data", "/data", false), ("/etc/mail.conf", "/mail.conf", true)]);

    private readonly TestFolders _test = new();

    [Fact]
    public void Run_PublishesOnLoopbackOnly_AndShowsNoSecret()
    {
        var spec = new ContainerRuntime("/usr/bin/docker", "28").Run(Mail);

        Assert.Equal(
            [
                "run", "--rm", "--name=mail-run1", "--publish=127.0.0.1:20001:8025", "--volume=mail-data:/data", "--volume=/etc/mail.conf:/mail.conf:ro",
                "--env=MP_UI_AUTH", "--env=HOME=/data", "docker.io/axllent/mailpit:v1.29", "--verbose",
            ],
            spec.Arguments);
        Assert.Equal("user:secret", spec.Environment["MP_UI_AUTH"]);
        Assert.DoesNotContain("HOME", spec.Environment);
    }

    [Fact]
    public async Task Require_NoneOnPath_NamesTheResourcesAndTheRemedy()
    {
        var (exitCode, _, error) = await EngineProcess.RunAsync(_test.Home, new() { ["PATH"] = _test.NewFolder() }, "container", "mail", "search");

        Assert.Equal(1, exitCode);
        Assert.Contains("Resources 'mail', 'search' can only run as a container", error, StringComparison.Ordinal);
        Assert.Contains("neither docker nor podman is on PATH", error, StringComparison.Ordinal);
        Assert.Contains("Install and start Docker or Podman", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Require_ClientWithoutAnEngine_SaysSo()
    {
        // A real client where there is one, asked for an engine that is not there; otherwise something that answers like it.
        var folder = _test.NewFolder();
        File.CreateSymbolicLink(Path.Combine(folder, "docker"), AspireLocal.Processes.Executable.Find("docker") ?? "/bin/false");

        var (exitCode, _, error) = await EngineProcess.RunAsync(_test.Home, new() { ["PATH"] = folder, ["DOCKER_HOST"] = "tcp://127.0.0.1:9" }, "container", "mail");

        Assert.Equal(1, exitCode);
        Assert.Contains("Resource 'mail'", error, StringComparison.Ordinal);
        Assert.Contains("its engine is not running", error, StringComparison.Ordinal);
    }

    public void Dispose() => _test.Dispose();
}

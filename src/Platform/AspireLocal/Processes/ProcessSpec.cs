namespace AspireLocal.Processes;

/// <summary>What to start and how to stop it. <see cref="Environment"/> is added to what <see cref="InheritedEnvironment"/> lets through.</summary>
internal sealed record ProcessSpec(
    string Name,
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>When this engine runs as root, run the child as <c>nobody</c>. Without root it changes nothing.</summary>
    public bool Unprivileged { get; init; }

    /// <summary>Inherit only what a program needs to run at all: for servers that must not depend on, or see, the caller's settings.</summary>
    public bool IsolatedEnvironment { get; init; }

    /// <summary>Written to the child's standard input, which is then closed. At most 64 KiB: a pipe's worth, so that nobody waits.</summary>
    public string? StandardInput { get; init; }

    /// <summary>How long the child may drain between <see cref="StopSignal"/> and SIGKILL.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public UnixSignal StopSignal { get; init; } = UnixSignal.Terminate;

    /// <summary>What the kernel sends the child when this engine dies without stopping it (Linux).</summary>
    public UnixSignal DeathSignal { get; init; } = UnixSignal.Kill;
}

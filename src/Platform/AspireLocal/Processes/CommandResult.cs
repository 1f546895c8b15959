namespace AspireLocal.Processes;

/// <summary>A command that ran to its end: what it answered on either stream, at most its last 100 lines.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last thing it said, for a message of one paragraph.</summary>
    public string LastWords => Output.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0) ?? $"it ended with code {ExitCode} and no word";

    /// <summary>Cancellation kills it.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">It can't be started.</exception>
    public static async Task<CommandResult> RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        var output = new OutputTail(capacity: 100);
        await using var child = ChildProcess.Start(spec, (line, _) => output.Add(line));
        var exitCode = await child.Exited.WaitAsync(cancellationToken);
        return new CommandResult(exitCode, output.ToString());
    }
}

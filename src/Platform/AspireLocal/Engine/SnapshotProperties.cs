namespace AspireLocal.Engine;

/// <summary>Names of the facts in a resource's snapshot.</summary>
internal static class SnapshotProperties
{
    public const string Restarts = "restarts";
    public const string ProcessId = "executable.pid";
}

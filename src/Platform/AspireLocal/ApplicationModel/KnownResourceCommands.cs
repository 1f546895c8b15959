namespace Aspire.Hosting.ApplicationModel;

/// <summary>Commands that every resource with a process has.</summary>
public static class KnownResourceCommands
{
    public const string StartCommand = "start";
    public const string StopCommand = "stop";
    public const string RestartCommand = "restart";
}

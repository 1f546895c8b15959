namespace Aspire.Hosting.ApplicationModel;

/// <summary>What waiting does when the awaited resource fails.</summary>
public enum WaitBehavior
{
    /// <summary>Keep waiting: someone may start it again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Fail at once.</summary>
    StopOnResourceUnavailable,
}

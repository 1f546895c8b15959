namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a mount's files are.</summary>
public enum ContainerMountType
{
    BindMount,
    Volume,
}

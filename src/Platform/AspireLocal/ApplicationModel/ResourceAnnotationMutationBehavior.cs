namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to earlier annotations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Keep them.</summary>
    Append,

    /// <summary>Remove them.</summary>
    Replace,
}

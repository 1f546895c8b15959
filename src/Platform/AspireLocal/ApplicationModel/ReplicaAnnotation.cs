namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes of the resource run behind its one address.</summary>
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    public int Replicas { get; } = replicas;
}

namespace AppHost.Tests.Telemetry;

/// <summary>A span that a service, or the test itself, has finished.</summary>
public sealed record ReceivedSpan(
    string TraceId, string SpanId, string ParentId, string Service, string Scope, string Kind, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public bool IsRoot => ParentId.Length == 0;

    public override string ToString() => $"{Service} {Kind} {Name} [{Scope}]";
}

namespace Ordering.Dependencies;

/// <summary>Another service did not do its part, and may do it later. Nothing is known to be wrong with the request.</summary>
/// <param name="dependency">Its name, for the client's eyes.</param>
/// <param name="timedOut">It was too slow, rather than away.</param>
internal sealed class DependencyException(string dependency, bool timedOut, Exception inner)
    : Exception($"{dependency} {(timedOut ? "did not answer in time" : "can't be reached")}.", inner)
{
    public string Dependency { get; } = dependency;

    public bool TimedOut { get; } = timedOut;
}

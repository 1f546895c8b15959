namespace AspireLocal.Engine;

/// <summary>Tells progress as lines of a resource's log. Not <see cref="Progress{T}"/>, which would lose the order.</summary>
internal sealed class LogProgress(ResourceLog log) : IProgress<string>
{
    public void Report(string value) => log.Write(value, isError: false);
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an HTTP command is sent.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Null for POST.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Changes the request before it is sent: headers, a body.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }
}

using System.Diagnostics;
using System.Net;

namespace Gateway.Tests.RateLimits;

/// <summary>What came of many requests.</summary>
internal sealed class Answers
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();

    public int Passed { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Statuses other than 200 and 429, and requests that failed.</summary>
    public List<string> Others { get; } = [];

    /// <summary>Requests that waited: none may, whatever Redis does.</summary>
    public int Stalled { get; private set; }

    public async Task AskAsync(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(path);
            Count(response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
        catch (HttpRequestException e)
        {
            lock (_lock)
            {
                Others.Add(e.Message);
            }
        }
    }

    private void Count(HttpStatusCode status, TimeSpan took)
    {
        lock (_lock)
        {
            (Passed, Refused) = (Passed + (status == HttpStatusCode.OK ? 1 : 0), Refused + (status == HttpStatusCode.TooManyRequests ? 1 : 0));
            Stalled += took > Late ? 1 : 0;
            if (status is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests))
            {
                Others.Add(status.ToString());
            }
        }
    }
}

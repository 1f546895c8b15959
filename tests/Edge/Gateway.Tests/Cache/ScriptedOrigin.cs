using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Cache;

/// <summary>An origin that answers the n-th request of a URL with the n-th reply of its script, and the rest with the last.</summary>
internal sealed class ScriptedOrigin : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Reply[]> _scripts = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SeenRequest>> _seen = new();
    private Backend _backend = null!;

    public string Address => _backend.Address;

    public static async Task<ScriptedOrigin> StartAsync()
    {
        var origin = new ScriptedOrigin();
        origin._backend = await Backend.StartAsync(app => app.Run(origin.AnswerAsync));
        return origin;
    }

    /// <summary>Writes a script for a URL that no other test has.</summary>
    /// <returns>Its path.</returns>
    public string Script(params Reply[] replies)
    {
        var path = $"/{Guid.NewGuid():N}";
        Script(path, replies);
        return path;
    }

    public void Script(string path, params Reply[] replies) => _scripts[path] = replies;

    /// <summary>The requests that reached the origin, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests(string path) => _seen.TryGetValue(path, out var seen) ? [.. seen] : [];

    /// <summary>Waits until so many have.</summary>
    public async Task SawAsync(string path, int requests)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Requests(path).Count < requests)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var url = context.Request.Path + context.Request.QueryString.Value;
        var seen = _seen.GetOrAdd(url, _ => new());
        int turn;
        lock (seen)
        {
            turn = seen.Count;
            seen.Enqueue(SeenRequest.Of(context.Request));
        }

        if (!_scripts.TryGetValue(url, out var script))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await script[Math.Min(turn, script.Length - 1)].SendAsync(context);
    }
}

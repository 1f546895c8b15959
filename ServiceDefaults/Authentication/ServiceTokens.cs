using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>
/// The token with which this service calls others (client credentials, RFC 6749, section 4.4). One for all calls, renewed in the background
/// at two thirds of its life: an issuer that is away for a few minutes is noticed by nobody.
/// </summary>
internal sealed class ServiceTokens(
    IHttpClientFactory clients, IOptions<TokenOptions> authentication, IOptions<ServiceTokenOptions> client, TimeProvider time)
{
    public const string Client = "service-tokens";

    private readonly Lock _lock = new();
    private volatile ServiceToken? _current;
    private Task<ServiceToken>? _asking;

    /// <exception cref="HttpRequestException">There is no token that is still good, and the issuer gave none.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_current is { } current && now < current.ExpiresAt)
        {
            if (now >= current.RenewAt)
            {
                _ = AskAsync();
            }

            return current.Value;
        }

        return (await AskAsync().WaitAsync(cancellationToken)).Value;
    }

    /// <summary>The token was refused: the next call brings a new one.</summary>
    public void Forget(string token)
    {
        lock (_lock)
        {
            if (_current?.Value == token)
            {
                _current = null;
            }
        }
    }

    private Task<ServiceToken> AskAsync()
    {
        lock (_lock)
        {
            if (_asking is not { IsCompleted: false })
            {
                // Many may wait for it: it belongs to the trace of none of them, and outlives whoever gives up.
                using var _ = ExecutionContext.SuppressFlow();
                _asking = Task.Run(ReadAsync);
                // Nobody may be waiting for a renewal that fails.
                _asking.ContinueWith(static asking => asking.Exception, TaskScheduler.Default);
            }

            return _asking;
        }
    }

    private async Task<ServiceToken> ReadAsync()
    {
        using var unrecorded = new Activity(nameof(ServiceTokens)).Start();
        using var http = clients.CreateClient(Client);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", client.Value.Id), new("client_secret", client.Value.Secret),
        ]);
        var asked = time.GetUtcNow();
        using var response = await http.PostAsync(new Uri(new Uri(authentication.Value.Authority!), client.Value.TokenPath), form);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"The issuer gave client {client.Value.Id} no token ({(int)response.StatusCode}); does it have the same secret?", null, response.StatusCode);
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var life = TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetInt32());
        return _current = new ServiceToken(
            answer.RootElement.GetProperty("access_token").GetString()!, asked + (life * 2 / 3), asked + (life * 0.95));
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests.Systems;

/// <summary>Tokens from the edge, asked for as any client asks.</summary>
internal static class Tokens
{
    /// <summary>A client's own token, with all that it may have unless <paramref name="scope"/> says less.</summary>
    public static async Task<string> OfClientAsync(HttpClient edge, string id, string? scope = null)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = id };
        if (scope is not null)
        {
            fields["scope"] = scope;
        }

        using var form = new FormUrlEncodedContent(fields);
        using var response = await edge.PostAsync("/connect/token", form);
        return (await ReadAsync(response))["access_token"]!.GetValue<string>();
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public static HttpClient With(this HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

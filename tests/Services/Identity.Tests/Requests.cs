using System.Net;
using System.Text.Json.Nodes;

namespace Identity.Tests;

/// <summary>What clients send.</summary>
internal static class Requests
{
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(path, form);
    }

    public static Task<HttpResponseMessage> AskTokenAsync(this HttpClient client, string id, string secret, string? scope = null) =>
        client.PostFormAsync(
            "/connect/token",
            [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), .. scope is null ? [] : new[] { ("scope", scope) }]);

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == expected, $"expected {expected}, got {response.StatusCode}: {text}");
            return JsonNode.Parse(text)!.AsObject();
        }
    }

    public static async Task<string> AccessTokenAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync())["access_token"]!.GetValue<string>();

    public static async Task<string> ErrorAsync(this HttpResponseMessage response, HttpStatusCode expected) =>
        (await response.JsonAsync(expected))["error"]!.GetValue<string>();
}

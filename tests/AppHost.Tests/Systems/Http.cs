using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests.Systems;

/// <summary>Requests as a client of the shop sends them.</summary>
internal static class Http
{
    public static Task<HttpResponseMessage> OrderAsync(
        this HttpClient edge, string? key, Guid product, int quantity = 1, CancellationToken cancellationToken = default) =>
        edge.OrderAsync(key, JsonContent.Create(new { lines = new[] { new { productId = product, quantity } } }), cancellationToken);

    public static async Task<HttpResponseMessage> OrderAsync(this HttpClient edge, string? key, HttpContent body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = body };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await edge.SendAsync(request, cancellationToken);
    }

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        try
        {
            return JsonNode.Parse(text)!.AsObject();
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} with a body that is no JSON object: '{text}'");
        }
    }

    /// <summary>Asserts an RFC 9457 problem document with the status and a trace id, and returns it.</summary>
    public static async Task<JsonObject> AssertProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"expected {status}, got {response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        Assert.False(string.IsNullOrWhiteSpace(problem["title"]?.GetValue<string>()), text);
        Assert.Matches("[0-9a-f]{32}", problem["traceId"]!.GetValue<string>());
        return problem;
    }
}

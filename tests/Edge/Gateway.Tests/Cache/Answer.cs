namespace Gateway.Tests.Cache;

/// <summary>What a client got.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string CacheStatus => Headers.GetValueOrDefault("Cache-Status", "");

    public bool IsHit => CacheStatus.Contains("edge; hit", StringComparison.Ordinal);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Answer> OfAsync(HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = new StringContent("abc");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        var seen = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), seen);
    }
}

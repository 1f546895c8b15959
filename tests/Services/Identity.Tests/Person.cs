using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace Identity.Tests;

/// <summary>A person's browser at the sign-in page, step by step. It keeps the cookies itself, since they are for TLS and the test has none.</summary>
internal sealed partial class Person(HttpClient client) : IDisposable
{
    public const string Back = $"{IdentityProcess.Issuer}/";
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>The secret half of the PKCE challenge.</summary>
    public string Verifier { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The authorization request of client <c>web</c>.</summary>
    public static string Authorize(string more = "", string redirectUri = Back, string scope = "openid profile offline_access orders:read") =>
        $"/connect/authorize?response_type=code&client_id=web&scope={Uri.EscapeDataString(scope)}" +
        $"&redirect_uri={Uri.EscapeDataString(redirectUri)}{more}";

    public string AuthorizeWithPkce(string more = "") => Authorize($"&code_challenge_method=S256&code_challenge={Challenge}{more}");

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens the sign-in page for a path, and sends its form.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string? path = null, string? address = null)
    {
        using var redirect = await GetAsync(path ?? AuthorizeWithPkce());
        using var page = await GetAsync(redirect.Headers.Location!.OriginalString);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var fields = Hidden().Matches(html)
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        (fields["name"], fields["password"]) = (name, password);
        return await PostAsync("/connect/signin", fields, address);
    }

    /// <summary>Signs in and comes back with a code.</summary>
    public async Task<string> CodeAsync(string name)
    {
        using var signedIn = await SignInAsync(name, "Pass123$");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using var back = await GetAsync(signedIn.Headers.Location!.OriginalString);
        return CodeOf(back);
    }

    public static string CodeOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(Back, response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(response.Headers.Location.Query)["code"]!;
    }

    public Task<HttpResponseMessage> RedeemAsync(string code, string? verifier = null) => client.PostFormAsync(
        "/connect/token",
        ("grant_type", "authorization_code"),
        ("client_id", "web"),
        ("code", code),
        ("redirect_uri", Back),
        ("code_verifier", verifier ?? Verifier));

    public Task<HttpResponseMessage> RefreshAsync(JsonObject tokens) => client.PostFormAsync(
        "/connect/token",
        ("grant_type", "refresh_token"),
        ("client_id", "web"),
        ("refresh_token", tokens["refresh_token"]!.GetValue<string>()));

    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, string? address = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (address is not null)
        {
            request.Headers.Add("X-Forwarded-For", address);
        }

        return await SendAsync(request);
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var response = await client.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                Assert.Contains("; secure", cookie, StringComparison.Ordinal);
                Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
                var pair = cookie.Split(';')[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }

            return response;
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}

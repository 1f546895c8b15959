using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace AppHost.Tests.Systems;

/// <summary>A person with a browser who signs in at the site: authorization code with PKCE (RFC 7636), over HTTP as a browser does it.</summary>
/// <param name="edge">A client that keeps cookies and follows redirects; not shared with another person.</param>
internal sealed partial class Browser(HttpClient edge)
{
    /// <summary>Signs in and returns the token endpoint's answer.</summary>
    public async Task<JsonObject> SignInAsync(string user, string password, string scope = "openid offline_access orders:read orders:write")
    {
        var verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var back = new Uri(edge.BaseAddress!, "/").AbsoluteUri;
        using var page = await edge.GetAsync(
            $"/connect/authorize?response_type=code&client_id=web&state=there&scope={Uri.EscapeDataString(scope)}" +
            $"&redirect_uri={Uri.EscapeDataString(back)}&code_challenge_method=S256&code_challenge={Challenge(verifier)}");
        using var landed = await SubmitAsync(page, user, password);
        var query = HttpUtility.ParseQueryString(landed.RequestMessage!.RequestUri!.Query);
        Assert.StartsWith(back, landed.RequestMessage.RequestUri.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("there", query["state"]);

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "web",
            ["code"] = query["code"]!,
            ["redirect_uri"] = back,
            ["code_verifier"] = verifier,
        });
        using var tokens = await edge.PostAsync("/connect/token", form);
        return await Tokens.ReadAsync(tokens);
    }

    private async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string user, string password)
    {
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var fields = HiddenField().Matches(await page.Content.ReadAsStringAsync())
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        fields["name"] = user;
        fields["password"] = password;
        using var form = new FormUrlEncodedContent(fields);
        return await edge.PostAsync("/connect/signin", form);
    }

    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField();
}

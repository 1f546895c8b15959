using System.Text;
using System.Text.Json;
using Gateway.Waf;
using Gateway.Waf.Inspection;
using Gateway.Waf.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Waf;

/// <summary>Puts an input into a request, and asks the inspector about the request.</summary>
internal static class Probe
{
    public const int Threshold = 5;

    public static readonly RuleSet Rules = RuleSet.Load();
    public static readonly RequestInspector Inspector = new(Rules, Options.Create(new WafOptions()));

    /// <summary>The ways in which the inputs of the corpora are placed.</summary>
    public static readonly string[] Places = ["query", "form", "json"];

    public static Task<Findings?> InspectAsync(string place, string input) => place switch
    {
        "query" => InspectAsync(Request($"/api/products?q={Uri.EscapeDataString(input)}&page=2")),
        "form" => InspectAsync(Post("application/x-www-form-urlencoded", $"a=1&q={Uri.EscapeDataString(input).Replace("%20", "+")}")),
        "json" => InspectAsync(Post("application/json", JsonSerializer.Serialize(new { page = 2, filter = new[] { new { q = input } } }))),
        "agent" => InspectAsync(Request("/", ("User-Agent", input))),
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, null),
    };

    public static async Task<Findings?> InspectAsync(HttpContext context) =>
        await Inspector.InspectBodyAsync(context.Request, Inspector.Inspect(context.Request), CancellationToken.None);

    public static HttpContext Request(string target, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }

    public static HttpContext Post(string contentType, string body)
    {
        var context = Request("/api/orders", ("Content-Type", contentType));
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return context;
    }

    /// <summary>What a browser sends with a request for a page's data.</summary>
    public static HttpContext Browser(string target) => Request(
        target,
        ("Host", "shop.example"),
        ("Connection", "keep-alive"),
        ("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"),
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"),
        ("Accept-Encoding", "gzip, deflate, br, zstd"),
        ("Accept-Language", "en-GB,en;q=0.9,de;q=0.8"),
        ("Cookie", "session=0b6f1a2c9d; theme=dark; consent=a:1,b:0; _ga=GA1.2.123456.789"),
        ("Referer", "https://shop.example/products?q=desk&page=1"),
        ("sec-ch-ua", "\"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"126\", \"Google Chrome\";v=\"126\""),
        ("sec-ch-ua-mobile", "?0"),
        ("sec-ch-ua-platform", "\"Windows\""),
        ("Sec-Fetch-Dest", "document"),
        ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Site", "same-origin"),
        ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
}

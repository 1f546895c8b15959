using BenchmarkDotNet.Attributes;
using Gateway.Waf;
using Gateway.Waf.Inspection;
using Gateway.Waf.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Bench.Waf;

/// <summary>A common request with what a browser sends along. (BenchmarkDotNet wants the class public.)</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class CleanRequest
{
    public const string Target = "/item?q=lamp&page=2";

    public static readonly (string Name, string Value)[] Headers =
    [
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
    ];

    private readonly RequestInspector _inspector = new(RuleSet.Load(), Options.Create(new WafOptions()));
    private readonly DefaultHttpContext _context = new();

    public CleanRequest()
    {
        _context.Request.Method = HttpMethods.Get;
        _context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Target;
        _context.Request.Headers.Host = "shop.example";
        foreach (var (name, value) in Headers)
        {
            _context.Request.Headers[name] = value;
        }
    }

    /// <summary>False: there is nothing to find.</summary>
    [Benchmark]
    public bool Inspect() => _inspector.Inspect(_context.Request) is not null;
}

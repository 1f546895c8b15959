using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Protocols;

/// <summary>What the edge speaks, and how much it listens to before it knows who is talking.</summary>
internal static partial class ProtocolExtensions
{
    public static void AddProtocols(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EdgeLimits>().BindConfiguration(EdgeLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        var http3 = Http3Support.OfThisMachine();
        builder.Services.AddSingleton(http3);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (http3.IsSupported)
            {
                // Announced by Alt-Svc on the others' answers. HTTP/1.1 and HTTP/2 are what Kestrel offers by itself, by ALPN.
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1AndHttp2AndHttp3);
            }

            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        });
    }

    /// <summary>Says once what the edge does not speak here, and why; refuses what it does not speak anywhere.</summary>
    public static void UseProtocols(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Http3Support>().Missing is { } missing)
        {
            LogNoHttp3(app.Logger, missing);
        }

        app.UseMiddleware<RequestShape>();
    }

    [LoggerMessage(LogLevel.Information, "HTTP/1.1 and HTTP/2 are served. HTTP/3 is not: it needs {Missing}.")]
    private static partial void LogNoHttp3(ILogger logger, string missing);
}

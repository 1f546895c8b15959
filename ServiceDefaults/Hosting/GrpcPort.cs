using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

/// <summary>
/// A second port for gRPC. Without TLS there is no ALPN to choose a protocol, so one cleartext port can't speak both HTTP/1.1 (probes,
/// REST) and HTTP/2 (gRPC).
/// </summary>
public static class GrpcPort
{
    /// <summary>The configuration key, usually an environment variable, that holds the port (1 to 65535).</summary>
    public const string Variable = "GRPC_PORT";

    private const string Urls = "urls";
    private const string HttpPorts = "http_ports";

    /// <summary>
    /// Listens for cleartext HTTP/2 (h2c) on the port that GRPC_PORT names, beside the addresses that ASPNETCORE_URLS or HTTP_PORTS name.
    /// Does nothing when GRPC_PORT is not set.
    /// </summary>
    /// <exception cref="InvalidOperationException">GRPC_PORT is not a port number.</exception>
    public static TBuilder AddGrpcPort<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        if (builder.Configuration[Variable] is not { Length: > 0 } value)
        {
            return builder;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            throw new InvalidOperationException($"{Variable} is '{value}': it must be a port number from 1 to 65535.");
        }

        var addresses = Addresses(builder.Configuration);
        var local = builder.Environment.IsDevelopment() || addresses.Any(IsLocal);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            // An endpoint made in code replaces those that the host would bind from configuration, so they are made here too.
            foreach (var address in addresses)
            {
                Listen(kestrel, address);
            }

            Listen(kestrel, local, port, listen => listen.Protocols = HttpProtocols.Http2);
        });

        // They are bound now: said twice, the host would warn that the second saying is ignored.
        builder.Configuration[Urls] = "";
        builder.Configuration[HttpPorts] = "";
        return builder;
    }

    private static BindingAddress[] Addresses(IConfiguration configuration)
    {
        const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var urls = (configuration[Urls] ?? "").Split(';', Clean);
        if (urls.Length == 0)
        {
            urls = [.. (configuration[HttpPorts] ?? "").Split(';', Clean).Select(port => $"http://*:{port}")];
        }

        return [.. urls.Select(BindingAddress.Parse)];
    }

    private static bool IsLocal(BindingAddress address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address) =>
        Listen(kestrel, IsLocal(address), address.Port, listen =>
        {
            if (address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            {
                listen.UseHttps();
            }
        });

    private static void Listen(KestrelServerOptions kestrel, bool local, int port, Action<ListenOptions> configure)
    {
        if (local)
        {
            kestrel.ListenLocalhost(port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(port, configure);
        }
    }
}

using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class KestrelDefaults
{
    /// <summary>The largest request body that is read, in bytes.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    public static void AddKestrelDefaults(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class ServerTiming
{
    public static void AddServerTiming(this IHostApplicationBuilder builder)
    {
    }

    public static void UseServerTiming(this WebApplication app)
    {
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

internal static class ServerTiming
{
    public static void AddServerTiming(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<ServerTimingOptions>(options => options.Service = ServerTimingHeader.Token(builder.ServiceName()));
        builder.Services.AddTransient<ServerTimingHandler>();
    }

    public static void UseServerTiming(this WebApplication app)
    {
        PostgresClock.Start();
        app.UseMiddleware<ServerTimingMiddleware>(app.Services.GetRequiredService<IOptions<ServerTimingOptions>>().Value.Service);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class Problems
{
    public static void AddProblems(this IHostApplicationBuilder builder) => builder.Services.AddProblemDetails();

    public static void UseProblems(this WebApplication app) => app.UseExceptionHandler().UseStatusCodePages();

    public static void UseBodyLimit(this WebApplication app)
    {
    }
}

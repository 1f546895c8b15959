using Gateway.Pipeline;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Gateway.Authentication;

/// <summary>The third stage: who is asking, and may they. Section <c>Authentication</c> says whose tokens are believed.</summary>
internal static class AuthenticationExtensions
{
    private const string Routes = "ReverseProxy:Routes";

    /// <exception cref="InvalidOperationException">A route asks for a scope, and nobody's tokens are believed.</exception>
    public static void AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        builder.AddTokenValidator();
        builder.Services.AddSingleton<TokenMetrics>();
        builder.Services.AddSingleton(provider =>
            new AuthenticationState(!string.IsNullOrEmpty(provider.GetRequiredService<IOptions<TokenOptions>>().Value.Authority)));
        if (string.IsNullOrEmpty(builder.Configuration[$"{TokenOptions.Section}:{nameof(TokenOptions.Authority)}"]))
        {
            RefuseScopes(builder.Configuration);
        }
    }

    public static void UseTokenAuthentication(this WebApplication app) => app.UseMiddleware<TokenStage>();

    private static void RefuseScopes(ConfigurationManager configuration)
    {
        var guarded = configuration.GetSection(Routes).GetChildren()
            .Where(route => !string.IsNullOrEmpty(route[$"Metadata:{nameof(RouteStages.Scope)}"]))
            .Select(route => route.Key)
            .ToList();
        if (guarded.Count > 0)
        {
            throw new InvalidOperationException(
                $"These routes ask for a scope, but Authentication:Authority names nobody whose tokens are believed: {string.Join(", ", guarded)}. " +
                "Set it to the address of your OpenID Connect provider, or take Scope out of the routes' metadata.");
        }
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>Callers are who their tokens say they are, and may do what those allow.</summary>
public static class TokenValidationExtensions
{
    /// <summary>The issuer of this system, by the name that service discovery knows.</summary>
    private const string Identity = "http://identity";

    /// <summary>
    /// Believes the access tokens of Identity (section <c>Authentication</c>). Endpoints then say what they need with
    /// <see cref="RequireScope"/>. Nothing is fetched before the first token comes.
    /// </summary>
    public static IHostApplicationBuilder AddTokenValidation(this IHostApplicationBuilder builder)
    {
        builder.AddTokenValidator();
        builder.Services.PostConfigure<TokenOptions>(options =>
            options.Authority = string.IsNullOrEmpty(options.Authority) ? Identity : options.Authority);
        builder.Services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null);
        builder.Services.AddAuthorization();
        return builder;
    }

    /// <summary>Registers <see cref="TokenValidator"/> alone, for who asks it himself.</summary>
    public static IHostApplicationBuilder AddTokenValidator(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => string.IsNullOrEmpty(options.Authority) || Uri.TryCreate(options.Authority, UriKind.Absolute, out _),
                "Authentication:Authority must be an absolute address, such as https://login.example.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(SigningKeys.Client);
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(provider => new TokenValidator(
            provider.GetRequiredService<SigningKeys>(),
            provider.GetRequiredService<IOptions<TokenOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>Lets in only callers whose token has the scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(new RequireScopeAttribute(scope));
}

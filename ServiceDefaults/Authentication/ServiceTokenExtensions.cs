using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

/// <summary>Calls that a service makes on its own account.</summary>
public static class ServiceTokenExtensions
{
    /// <summary>
    /// Makes this service a client of Identity (section <c>Authentication:Client</c>), after <c>AddTokenValidation</c>. It asks for its token
    /// with the first call that needs it.
    /// </summary>
    public static IHostApplicationBuilder AddServiceTokens(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ServiceTokenOptions>().BindConfiguration(ServiceTokenOptions.Section)
            .PostConfigure(options => options.Id = options.Id.Length > 0 ? options.Id : builder.ServiceName())
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddHttpClient(ServiceTokens.Client);
        builder.Services.AddSingleton<ServiceTokens>();
        builder.Services.TryAddTransient<ServiceTokenHandler>();
        return builder;
    }

    /// <summary>Every call of this client carries the service's own token.</summary>
    public static IHttpClientBuilder AddServiceToken(this IHttpClientBuilder client) => client.AddHttpMessageHandler<ServiceTokenHandler>();
}

using Gateway.Waf.Inspection;
using Gateway.Waf.Rules;

namespace Gateway.Waf;

/// <summary>The web application firewall: scores what in a request looks like an attack, and refuses it at a threshold.</summary>
internal static class WafExtensions
{
    public static void AddWaf(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WafOptions>()
            .BindConfiguration(WafOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(_ => RuleSet.Load());
        builder.Services.AddSingleton<Firewall>();
        builder.Services.AddSingleton<RequestInspector>();
    }

    public static void UseWaf(this WebApplication app) => app.UseMiddleware<WafMiddleware>();
}

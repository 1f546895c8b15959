using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Identity.Keys;

/// <summary>The keys of this service: made by itself, kept in its database, changed on a schedule.</summary>
internal static class KeyExtensions
{
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateDataAnnotations()
            .Validate<IOptions<IdentityOptions>>(
                (keys, identity) => keys.KeepAfter >= identity.Value.RefreshTokenLifetime,
                "Identity:Keys:KeepAfter must be no shorter than Identity:RefreshTokenLifetime: a token must not outlive its key.")
            .ValidateOnStart();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ProtectionKeys>();
        services.AddHostedService<KeyRotation>();
        services.AddSingleton<ServerKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<ServerKeys>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(provider => provider.GetRequiredService<ServerKeys>());
        services.AddDataProtection().SetApplicationName("identity");
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys, IOptions<IdentityOptions>>((management, keys, identity) =>
        {
            management.XmlRepository = keys;
            management.XmlEncryptor = identity.Value.KeySecret is { } secret ? new SecretXml(secret) : null;
        });
    }

    /// <summary>Reads the keys, or makes the first: before the first request, which needs them.</summary>
    public static Task LoadKeysAsync(this WebApplication app) => app.Services.GetRequiredService<KeyRing>().RefreshAsync(CancellationToken.None);
}

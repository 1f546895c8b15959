using Identity.Data;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Scopes = Contracts.Scopes;

namespace Identity.Tokens;

/// <summary>What OpenIddict is told: which grants, which endpoints, which tokens.</summary>
internal static class TokenServer
{
    public static void AddTokenServer(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityContext>())
            .AddServer(Configure);
        builder.Services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<IdentityOptions>>((server, identity) =>
            Place(server, identity.Value));
        builder.Services.AddHostedService<TokenPruning>();
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow();
        // With S256 alone: a plain challenge is the secret itself, in the open.
        server.RequireProofKeyForCodeExchange();
        server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
        server.RegisterScopes([OpenIddictConstants.Scopes.Profile, .. Scopes.All]);
        // Signed, not encrypted: any service checks them with the published keys alone.
        server.DisableAccessTokenEncryption();
        // One use each. A second use means that someone has a copy: the whole session ends (RFC 9700, section 4.14.2).
        server.SetRefreshTokenReuseLeeway(TimeSpan.Zero);
        server.AddEventHandler(UnstoredAccessTokens.Descriptor);
        server.UseAspNetCore()
            .SuppressJsonResponseIndentation()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            // TLS ends at the edge. Inside, services ask here without it.
            .DisableTransportSecurityRequirement();
    }

    /// <summary>
    /// The public address of each endpoint first, which is what the discovery document says whoever asks; then its path, by which the edge
    /// and the services reach it here.
    /// </summary>
    private static void Place(OpenIddictServerOptions server, IdentityOptions identity)
    {
        server.Issuer = identity.Issuer;
        server.AccessTokenLifetime = identity.AccessTokenLifetime;
        server.RefreshTokenLifetime = identity.RefreshTokenLifetime;
        Add(server.AuthorizationEndpointUris, "/connect/authorize");
        Add(server.TokenEndpointUris, "/connect/token");
        Add(server.EndSessionEndpointUris, "/connect/logout");
        Add(server.RevocationEndpointUris, "/connect/revoke");
        Add(server.JsonWebKeySetEndpointUris, "/.well-known/jwks");
        Add(server.ConfigurationEndpointUris, "/.well-known/openid-configuration");

        void Add(List<Uri> addresses, string path)
        {
            addresses.Clear();
            addresses.AddRange([identity.At(path), new Uri(path[1..], UriKind.Relative)]);
        }
    }
}

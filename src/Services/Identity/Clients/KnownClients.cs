using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Scopes = Contracts.Scopes;

namespace Identity.Clients;

/// <summary>The clients there are to be.</summary>
internal static class KnownClients
{
    /// <summary>Where a browser comes back to after it has signed in, on the edge's own origin.</summary>
    private static readonly string[] ReturnPaths = ["/", "/signed-in"];

    /// <summary>What a shopper may do.</summary>
    private static readonly string[] Shopping =
        [Scopes.OrdersRead, Scopes.OrdersWrite, Scopes.InventoryRead, Scopes.Chat, Scopes.Events];

    /// <summary>For trying things out. Their secrets are in the README, so they exist in Development and nowhere else.</summary>
    public static IEnumerable<OpenIddictApplicationDescriptor> Development(IdentityOptions options) =>
    [
        Machine("demo", "demo", Scopes.All.Except([Scopes.Admin])),
        Machine("admin", "admin", Scopes.All),
        Web(options),
    ];

    /// <summary>Services of this system that act on their own account.</summary>
    public static IEnumerable<OpenIddictApplicationDescriptor> Services(IdentityOptions options) =>
        options.Services.Select(service => Machine(service.Key, service.Value, [Scopes.InventoryWrite]));

    private static OpenIddictApplicationDescriptor Machine(string id, string secret, IEnumerable<string> scopes) => new OpenIddictApplicationDescriptor
    {
        ClientId = id,
        ClientSecret = secret,
        ClientType = ClientTypes.Confidential,
        Permissions =
        {
            Permissions.Endpoints.Token,
            Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.ClientCredentials,
        },
    }.WithScopes(scopes);

    /// <summary>The site, in a browser: it can keep no secret, so each sign-in proves with PKCE that it began where it ends.</summary>
    private static OpenIddictApplicationDescriptor Web(IdentityOptions options)
    {
        var web = new OpenIddictApplicationDescriptor
        {
            ClientId = "web",
            DisplayName = "The shop",
            ClientType = ClientTypes.Public,
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        web.RedirectUris.UnionWith(ReturnPaths.Select(options.At));
        web.PostLogoutRedirectUris.UnionWith(ReturnPaths.Select(options.At));
        return web.WithScopes(Shopping);
    }

    private static OpenIddictApplicationDescriptor WithScopes(this OpenIddictApplicationDescriptor client, IEnumerable<string> scopes)
    {
        client.Permissions.UnionWith(scopes.Select(scope => Permissions.Prefixes.Scope + scope));
        return client;
    }
}

using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Identity.Tokens;

/// <summary>
/// Access tokens are not written down: nobody asks about them here (services check signatures), and a row for each would be most of the
/// database. Codes and refresh tokens are, since each is good for one use.
/// </summary>
internal static class UnstoredAccessTokens
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseInlineHandler(context =>
        {
            if (context.TokenType is OpenIddictConstants.TokenTypeIdentifiers.AccessToken)
            {
                context.CreateTokenEntry = false;
            }

            return ValueTask.CompletedTask;
        })
        .SetOrder(OpenIddictServerHandlers.Protection.CreateTokenEntry.Descriptor.Order - 1)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();
}

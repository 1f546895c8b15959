using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Identity.Keys;

/// <summary>Hands the keys to OpenIddict, and hands them again when they change: it signs with the first and publishes all.</summary>
internal sealed class ServerKeys(KeyRing keys) : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => keys.Changed;

    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in keys.Keys)
        {
            options.SigningCredentials.Add(new SigningCredentials(
                new RsaSecurityKey(key.Material.Signing.ExportParameters(true)) { KeyId = key.Id }, SecurityAlgorithms.RsaSha256));
            options.EncryptionCredentials.Add(new EncryptingCredentials(
                new SymmetricSecurityKey(key.Material.Encryption) { KeyId = key.Id },
                SecurityAlgorithms.Aes256KW,
                SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }
}

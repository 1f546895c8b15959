using ServiceDefaults.Tests.Postgres;

namespace Identity.Tests;

/// <summary>One Identity in Development for the tests of a class.</summary>
public sealed class DevelopmentIdentity : IAsyncLifetime
{
    private readonly PostgresServer _postgres = new();
    private IdentityProcess? _identity;

    /// <summary>Skips the test where Postgres is not installed.</summary>
    internal IdentityProcess Identity
    {
        get
        {
            _ = _postgres.Port;
            return _identity!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        if (ServiceDefaults.Tests.ServerProcess.PostgresFolder is not null)
        {
            _identity = await IdentityProcess.StartAsync(_postgres, "identity");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_identity is not null)
        {
            await _identity.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }
}

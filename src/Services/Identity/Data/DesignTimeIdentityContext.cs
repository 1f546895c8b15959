using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Identity.Data;

/// <summary>What <c>dotnet ef</c> builds its model from: no database, no configuration.</summary>
internal sealed class DesignTimeIdentityContext : IDesignTimeDbContextFactory<IdentityContext>
{
    public IdentityContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<IdentityContext>().UseNpgsql().UseOpenIddict().Options);
}

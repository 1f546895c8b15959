using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Catalog.Data;

/// <summary>What <c>dotnet ef</c> builds its model from: no database, no configuration.</summary>
internal sealed class DesignTimeCatalogContext : IDesignTimeDbContextFactory<CatalogContext>
{
    public CatalogContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CatalogContext>().UseNpgsql().Options);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Inventory.Data;

/// <summary>What <c>dotnet ef</c> builds its model from: no database, no configuration.</summary>
internal sealed class DesignTimeInventoryContext : IDesignTimeDbContextFactory<InventoryContext>
{
    public InventoryContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<InventoryContext>().UseNpgsql().Options);
}

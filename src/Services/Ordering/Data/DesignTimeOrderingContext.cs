using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ordering.Data;

/// <summary>What <c>dotnet ef</c> builds its model from: no database, no configuration.</summary>
internal sealed class DesignTimeOrderingContext : IDesignTimeDbContextFactory<OrderingContext>
{
    public OrderingContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<OrderingContext>().UseNpgsql().Options);
}

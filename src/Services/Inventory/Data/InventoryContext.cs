using Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Inventory.Data;

/// <summary>The shape of the database, for its migrations. What runs against it is SQL, where each lock can be read.</summary>
internal sealed class InventoryContext(DbContextOptions<InventoryContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StockItem>(stock =>
        {
            // The last line of defence: whatever the code above it gets wrong, the database refuses to sell what is not there.
            stock.ToTable("stock", table => table.HasCheckConstraint("stock_never_negative", "available >= 0"));
            stock.HasKey(item => item.ProductId).HasName("stock_pkey");
            stock.Property(item => item.ProductId).HasColumnName("product_id").ValueGeneratedNever();
            stock.Property(item => item.Available).HasColumnName("available");
        });

        modelBuilder.Entity<Reservation>(reservation =>
        {
            reservation.ToTable("reservations");
            reservation.HasKey(row => row.Id).HasName("reservations_pkey");
            reservation.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            reservation.Property(row => row.ProductIds).HasColumnName("product_ids");
            reservation.Property(row => row.Quantities).HasColumnName("quantities");
            reservation.Property(row => row.ReservedAt).HasColumnName("reserved_at");
            reservation.Property(row => row.ReleasedAt).HasColumnName("released_at");
        });

        modelBuilder.Entity<SeedRun>(seed =>
        {
            seed.ToTable("seed_runs");
            seed.HasKey(run => run.Name).HasName("seed_runs_pkey");
            seed.Property(run => run.Name).HasColumnName("name");
            seed.Property(run => run.At).HasColumnName("at");
        });
    }
}

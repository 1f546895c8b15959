using Microsoft.EntityFrameworkCore;
using Ordering.Idempotency;
using Ordering.Orders;

namespace Ordering.Data;

internal sealed class OrderingContext(DbContextOptions<OrderingContext> options) : DbContext(options)
{
    private const string OrderId = "OrderId";

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.HasKey(row => row.Id).HasName("orders_pkey");
            order.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            order.Property(row => row.Customer).HasColumnName("customer");
            order.Property(row => row.PlacedAt).HasColumnName("placed_at");
            order.ComplexProperty(row => row.Total, total =>
            {
                total.Property(money => money.Amount).HasColumnName("total").HasPrecision(15, 2);
                total.Property(money => money.Currency).HasColumnName("currency").HasColumnType("char(3)");
            });
            order.HasIndex(row => new { row.Customer, row.Id }).HasDatabaseName("orders_customer");
            order.HasMany(row => row.Lines).WithOne().HasForeignKey(OrderId).HasConstraintName("order_lines_order");
            order.Navigation(row => row.Lines).AutoInclude();
        });

        modelBuilder.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines", table => table.HasCheckConstraint("order_lines_quantity", "quantity > 0"));
            line.Property<Guid>(OrderId).HasColumnName("order_id");
            line.HasKey(OrderId, nameof(OrderLine.Position)).HasName("order_lines_pkey");
            line.Property(row => row.Position).HasColumnName("position").ValueGeneratedNever();
            line.Property(row => row.ProductId).HasColumnName("product_id");
            line.Property(row => row.Name).HasColumnName("name");
            line.Property(row => row.Quantity).HasColumnName("quantity");
            line.ComplexProperty(row => row.UnitPrice, price =>
            {
                price.Property(money => money.Amount).HasColumnName("unit_price").HasPrecision(9, 2);
                price.Property(money => money.Currency).HasColumnName("currency").HasColumnType("char(3)");
            });
        });

        modelBuilder.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("idempotency");
            record.HasKey(row => new { row.Caller, row.Key }).HasName("idempotency_pkey");
            record.Property(row => row.Caller).HasColumnName("caller");
            record.Property(row => row.Key).HasColumnName("key").HasMaxLength(IdempotencyKey.MaxLength);
            record.Property(row => row.RequestHash).HasColumnName("request_hash");
            record.Property(row => row.OrderId).HasColumnName("order_id");
            record.Property(row => row.Attempt).HasColumnName("attempt").IsConcurrencyToken();
            record.Property(row => row.LeaseUntil).HasColumnName("lease_until");
            record.Property(row => row.CreatedAt).HasColumnName("created_at");
            record.Property(row => row.Status).HasColumnName("status");
            record.Property(row => row.ContentType).HasColumnName("content_type");
            record.Property(row => row.Body).HasColumnName("body");
            record.Property(row => row.Location).HasColumnName("location");

            // Only what is being worked on is in it: the search for abandoned work does not read past a day of answers.
            record.HasIndex(row => row.LeaseUntil).HasFilter("status IS NULL").HasDatabaseName("idempotency_running");
        });
    }
}

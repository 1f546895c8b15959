using Catalog.Products;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Catalog.Data;

internal sealed class CatalogContext(DbContextOptions<CatalogContext> options) : DbContext(options)
{
    private const string Search = "search";

    public DbSet<Product> Products => Set<Product>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>(product =>
        {
            product.ToTable("products");
            product.HasKey(row => row.Id).HasName("products_pkey");
            product.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            product.Property(row => row.Name).HasColumnName("name").HasMaxLength(ProductRules.MaxName);
            product.Property(row => row.Description).HasColumnName("description").HasMaxLength(ProductRules.MaxDescription);
            product.Property(row => row.Category).HasColumnName("category").HasMaxLength(ProductRules.MaxCategory);
            product.ComplexProperty(row => row.Price, price =>
            {
                price.Property(money => money.Amount).HasColumnName("price").HasPrecision(9, 2);
                price.Property(money => money.Currency).HasColumnName("currency").HasColumnType("char(3)");
            });
            product.Property(row => row.UpdatedAt).HasColumnName("updated_at");
            product.Property(row => row.Version).IsRowVersion();

            // What is searched: Postgres computes it from name and description, without endings and filler words; nobody writes it.
            product.Property<NpgsqlTsVector>(Search).HasColumnName("search").HasComputedColumnSql(
                "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', description), 'B')", stored: true);

            product.HasIndex(Search).HasMethod("gin").HasDatabaseName("products_search");
            product.HasIndex(row => new { row.Name, row.Id }).HasDatabaseName("products_name");
            product.HasIndex(row => new { row.Category, row.Name, row.Id }).HasDatabaseName("products_category_name");
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

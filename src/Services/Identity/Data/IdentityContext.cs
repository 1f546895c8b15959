using Identity.Keys;
using Identity.Users;
using Microsoft.EntityFrameworkCore;

namespace Identity.Data;

/// <summary>Users, keys, and what OpenIddict keeps: clients, authorizations, refresh tokens.</summary>
internal sealed class IdentityContext(DbContextOptions<IdentityContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseOpenIddict();

        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.HasKey(row => row.Id).HasName("users_pkey");
            user.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            user.Property(row => row.Name).HasColumnName("name").HasMaxLength(User.MaxName);
            user.Property(row => row.PasswordHash).HasColumnName("password_hash");
            user.HasIndex(row => row.Name).IsUnique().HasDatabaseName("users_name");
        });

        modelBuilder.Entity<SignInAttempts>(attempts =>
        {
            attempts.ToTable("sign_in_attempts");
            attempts.HasKey(row => row.Key).HasName("sign_in_attempts_pkey");
            attempts.Property(row => row.Key).HasColumnName("key");
            attempts.Property(row => row.Attempts).HasColumnName("attempts");
            attempts.Property(row => row.LastAt).HasColumnName("last_at");
        });

        modelBuilder.Entity<SigningKey>(key =>
        {
            key.ToTable("signing_keys");
            key.HasKey(row => row.Id).HasName("signing_keys_pkey");
            key.Property(row => row.Id).HasColumnName("id");
            key.Property(row => row.SignsFrom).HasColumnName("signs_from");
            key.Property(row => row.Secret).HasColumnName("secret");
        });

        modelBuilder.Entity<ProtectionKey>(key =>
        {
            key.ToTable("protection_keys");
            key.HasKey(row => row.Id).HasName("protection_keys_pkey");
            key.Property(row => row.Id).HasColumnName("id").UseIdentityAlwaysColumn();
            key.Property(row => row.Xml).HasColumnName("xml");
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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ServiceDefaults.Tests.Postgres;

internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

internal sealed class Note
{
    public int Id { get; set; }
}

[DbContext(typeof(NotesContext))]
[Migration("20250101000000_First")]
internal sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """CREATE TABLE "Notes" ("Id" int PRIMARY KEY); INSERT INTO "Notes" VALUES (1)""");
}

[DbContext(typeof(NotesContext))]
internal sealed class NotesSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) =>
        modelBuilder.Entity(typeof(Note).FullName!, note =>
        {
            note.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("integer").UseIdentityByDefaultColumn();
            note.HasKey("Id");
            note.ToTable("Notes");
        });
}

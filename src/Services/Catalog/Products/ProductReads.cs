using Contracts;
using Npgsql;

namespace Catalog.Products;

/// <summary>
/// Reads, in SQL. Each is a row or a page for the cache, so there is nothing for EF to track, and its first query would cost each replica a
/// second of CPU. Changes go through EF, which is good at them.
/// </summary>
internal sealed class ProductReads(NpgsqlDataSource database)
{
    private const string ById =
        "SELECT id, name, description, category, price, currency, updated_at, xmin FROM products WHERE id = $1";

    // A parameter that is null drops out when Postgres plans the statement, so each case finds its index.
    private const string Matching =
        "FROM products WHERE ($1::text IS NULL OR category = $1) AND ($2::text IS NULL OR search @@ to_tsquery('english', $2))";

    private const string Count = $"SELECT count(*)::int {Matching}";

    // The id makes each order total, so that no product is on two pages or on none.
    private const string ByName = $"SELECT id, name, category, price, currency {Matching} ORDER BY name, id LIMIT $3 OFFSET $4";

    private const string ByRank =
        $"SELECT id, name, category, price, currency {Matching} ORDER BY ts_rank(search, to_tsquery('english', $2)) DESC, id LIMIT $3 OFFSET $4";

    public async Task<ProductSnapshot?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ById);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new ProductSnapshot(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                new Money(row.GetDecimal(4), row.GetString(5)),
                row.GetFieldValue<DateTimeOffset>(6),
                row.GetFieldValue<uint>(7))
            : null;
    }

    /// <summary>The count and the page, in one message to Postgres.</summary>
    public async Task<Page<ProductSummary>> PageAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Filtered(Count, query));
        var page = Filtered(query.Terms is null ? ByName : ByRank, query);
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Page.Size });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Page.Offset });
        batch.BatchCommands.Add(page);

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var total = rows.GetInt32(0);
        await rows.NextResultAsync(cancellationToken);
        var items = new List<ProductSummary>(query.Page.Size);
        while (await rows.ReadAsync(cancellationToken))
        {
            var price = new Money(rows.GetDecimal(3), rows.GetString(4));
            items.Add(new ProductSummary(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), price));
        }

        return new Page<ProductSummary>(items, query.Page.Page, query.Page.Size, total);
    }

    private static NpgsqlBatchCommand Filtered(string sql, ProductQuery query)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Category });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Terms });
        return command;
    }
}

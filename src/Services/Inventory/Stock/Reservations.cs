using Npgsql;
using Shop.Inventory.V1;

namespace Inventory.Stock;

/// <summary>
/// Takes stock out and gives it back, each exactly once, without ever promising what is not there. Each is one message to Postgres and one
/// transaction there: rivals for a product wait for each other's commit, never for this process to get its turn on a CPU.
/// </summary>
/// <remarks>
/// Nothing here can deadlock, because everyone takes locks in one order: first the reservation's, then the stock rows' by product id.
/// </remarks>
internal sealed class Reservations(NpgsqlDataSource database)
{
    /// <summary>
    /// Calls about the same reservation go one after the other (a resent reserve, a release that overtakes it). The statement after this one
    /// sees what the call before has committed.
    /// </summary>
    private const string InTurn = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))";

    /// <summary>FOR UPDATE waits for the rival in front and then reads what it has left: check and change are one.</summary>
    private const string Take =
        """
        WITH line AS (
            SELECT * FROM unnest($2, $3) AS line (product_id, quantity) WHERE NOT EXISTS (SELECT FROM reservations WHERE id = $1)
        ), held AS (
            SELECT product_id, quantity, available FROM stock JOIN line USING (product_id) ORDER BY product_id FOR UPDATE OF stock
        ), reserved AS (
            INSERT INTO reservations (id, product_ids, quantities, reserved_at)
            SELECT $1, $2, $3, now() WHERE (SELECT count(*) FROM held WHERE available >= quantity) = cardinality($2)
            RETURNING id
        ), taken AS (
            UPDATE stock SET available = stock.available - held.quantity FROM held, reserved WHERE stock.product_id = held.product_id
        )
        SELECT product_id, available, EXISTS (SELECT FROM reserved) FROM held
        """;

    /// <summary>
    /// Released now: its lines come back. Released before: nothing does. Never reserved: a new row without lines, which the reserve call that
    /// is still under way will run into.
    /// </summary>
    private const string GiveBack =
        """
        WITH released AS (
            INSERT INTO reservations (id, product_ids, quantities, reserved_at, released_at) VALUES ($1, '{}', '{}', now(), now())
            ON CONFLICT (id) DO UPDATE SET released_at = now() WHERE reservations.released_at IS NULL
            RETURNING product_ids, quantities
        ), held AS (
            SELECT product_id, quantity FROM stock JOIN (
                SELECT unnest(product_ids) AS product_id, unnest(quantities) AS quantity FROM released) AS line USING (product_id)
            ORDER BY product_id FOR UPDATE OF stock
        )
        UPDATE stock SET available = available + held.quantity FROM held WHERE stock.product_id = held.product_id
        """;

    private const string Find = "SELECT product_ids, quantities, released_at IS NOT NULL FROM reservations WHERE id = $1";

    /// <summary>Takes all lines, or none.</summary>
    public async Task<ReserveOutcome> ReserveAsync(Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        var (reserved, available) = await TakeAsync(id, lines, cancellationToken);

        // Nothing was taken: because the reservation is there already, or because something lacks.
        return reserved ? new ReserveOutcome.Reserved()
            : await EarlierAsync(id, lines, cancellationToken) ?? Lacking(lines, available);
    }

    /// <summary>Gives the stock of a reservation back. False when there is nothing to give.</summary>
    public async Task<bool> ReleaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = InTurnBatch(id, GiveBack);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected > 0;
    }

    private async Task<(bool Reserved, Dictionary<Guid, int> Available)> TakeAsync(
        Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        await using var batch = InTurnBatch(id, Take);
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = lines.ProductIds });
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = lines.Quantities });
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var reserved = false;
        var available = new Dictionary<Guid, int>(lines.Count);
        while (await rows.ReadAsync(cancellationToken))
        {
            available.Add(rows.GetGuid(0), rows.GetInt32(1));
            reserved = rows.GetBoolean(2);
        }

        return (reserved, available);
    }

    /// <summary>What an earlier call with this id has come to; null when there was none.</summary>
    private async Task<ReserveOutcome?> EarlierAsync(Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Find);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var earlier = new ReservationLines(row.GetFieldValue<Guid[]>(0), row.GetFieldValue<int[]>(1));
        return row.GetBoolean(2) ? new ReserveOutcome.AlreadyReleased()
            : earlier.SameAs(lines) ? new ReserveOutcome.AlreadyReserved()
            : new ReserveOutcome.OtherLines();
    }

    private static ReserveOutcome Lacking(ReservationLines lines, Dictionary<Guid, int> available)
    {
        var unknown = lines.ProductIds.Where(product => !available.ContainsKey(product)).ToList();
        if (unknown.Count > 0)
        {
            return new ReserveOutcome.UnknownProducts(unknown);
        }

        return new ReserveOutcome.TooLittle([.. lines.ProductIds
            .Zip(lines.Quantities, (product, quantity) => new Shortage
            {
                ProductId = product.ToString(),
                Requested = quantity,
                Available = available[product],
            })
            .Where(line => line.Available < line.Requested)]);
    }

    /// <summary>Two statements, one message; without a BEGIN they are one transaction, over when Postgres has done both.</summary>
    private NpgsqlBatch InTurnBatch(Guid id, string sql)
    {
        var batch = database.CreateBatch();
        foreach (var text in (ReadOnlySpan<string>)[InTurn, sql])
        {
            var command = new NpgsqlBatchCommand(text);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}

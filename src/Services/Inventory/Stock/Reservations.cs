using Npgsql;
using Shop.Inventory.V1;

namespace Inventory.Stock;

/// <summary>Takes stock out and gives it back, each exactly once, without ever promising what is not there.</summary>
internal sealed class Reservations(NpgsqlDataSource database)
{
    private const string Insert =
        "INSERT INTO reservations (id, product_ids, quantities, reserved_at) VALUES ($1, $2, $3, now()) ON CONFLICT (id) DO NOTHING";

    // Check and change are one statement: the row's lock makes rivals wait, and each then sees what the one before has left.
    private const string Take = "UPDATE stock SET available = available - $2 WHERE product_id = $1 AND available >= $2";

    private const string GiveBack = "UPDATE stock SET available = available + $2 WHERE product_id = $1";

    // One statement for all three cases: released now (the row's lines come back), released before (no row), never reserved (a new row with
    // no lines, which a reserve call that is still under way will run into).
    private const string MarkReleased =
        """
        INSERT INTO reservations (id, product_ids, quantities, reserved_at, released_at) VALUES ($1, '{}', '{}', now(), now())
        ON CONFLICT (id) DO UPDATE SET released_at = now() WHERE reservations.released_at IS NULL
        RETURNING product_ids, quantities
        """;

    /// <summary>Takes all lines, or none.</summary>
    public async Task<ReserveOutcome> ReserveAsync(Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryReserveAsync(id, lines, cancellationToken))
            {
                return new ReserveOutcome.Reserved();
            }

            if (await ReasonAsync(id, lines, cancellationToken) is { } reason)
            {
                return reason;
            }

            // Whatever was in the way is gone again (stock came back between the two looks): one more try.
        }
    }

    /// <summary>Gives the stock of a reservation back. False when there is nothing to give.</summary>
    public async Task<bool> ReleaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await MarkReleasedAsync(connection, transaction, id, cancellationToken) is not { } lines)
        {
            return false;
        }

        if (lines.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            AddLines(batch, GiveBack, lines);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return lines.Count > 0;
    }

    private async Task<bool> TryReserveAsync(Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // One round trip for all of it: the locks are held only until the answer has come back and the commit has gone out.
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(Insert, id, lines.ProductIds, lines.Quantities));
        AddLines(batch, Take, lines);
        await batch.ExecuteNonQueryAsync(cancellationToken);

        if (batch.BatchCommands.Any<NpgsqlBatchCommand>(command => command.RecordsAffected == 0))
        {
            await transaction.RollbackAsync(cancellationToken);
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<ReserveOutcome?> ReasonAsync(Guid id, ReservationLines lines, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT product_ids, quantities, released_at IS NOT NULL FROM reservations WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return await ShortageAsync(lines, cancellationToken);
        }

        return row.GetBoolean(2) ? new ReserveOutcome.AlreadyReleased()
            : Lines(row).SameAs(lines) ? new ReserveOutcome.AlreadyReserved()
            : new ReserveOutcome.OtherLines();
    }

    private async Task<ReserveOutcome?> ShortageAsync(ReservationLines lines, CancellationToken cancellationToken)
    {
        var available = await StockLevels.ReadAsync(database, lines.ProductIds, cancellationToken);
        var unknown = lines.ProductIds.Where(product => !available.ContainsKey(product)).ToList();
        if (unknown.Count > 0)
        {
            return new ReserveOutcome.UnknownProducts(unknown);
        }

        var shortages = lines.ProductIds.Zip(lines.Quantities, (product, quantity) => new Shortage
        {
            ProductId = product.ToString(),
            Requested = quantity,
            Available = available[product],
        }).Where(line => line.Available < line.Requested).ToList();
        return shortages.Count > 0 ? new ReserveOutcome.TooLittle(shortages) : null;
    }

    private static async Task<ReservationLines?> MarkReleasedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MarkReleased, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Lines(row) : null;
    }

    private static ReservationLines Lines(NpgsqlDataReader row) => new(row.GetFieldValue<Guid[]>(0), row.GetFieldValue<int[]>(1));

    private static void AddLines(NpgsqlBatch batch, string sql, ReservationLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            batch.BatchCommands.Add(Command(sql, lines.ProductIds[i], lines.Quantities[i]));
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}

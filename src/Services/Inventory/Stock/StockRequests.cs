using Google.Protobuf.Collections;
using Google.Rpc;
using Grpc.Core;
using Shop.Inventory.V1;

namespace Inventory.Stock;

/// <summary>
/// Reads requests and refuses bad ones, whoever sent them: that a caller of today checks its input says nothing about the caller of
/// tomorrow.
/// </summary>
internal static class StockRequests
{
    public const int MaxLines = 100;
    public const int MaxQuantity = 1_000_000;
    public const int MaxProductIds = 500;

    /// <exception cref="RpcException">INVALID_ARGUMENT, with a BadRequest that names every bad field.</exception>
    public static (Guid Id, ReservationLines Lines) Read(ReserveRequest request)
    {
        var problems = new BadRequest();
        var id = ReadId(request.ReservationId, "reservation_id", problems);
        CheckCount(request.Lines.Count, MaxLines, "lines", problems);
        var lines = new Dictionary<Guid, int>();
        for (var i = 0; i < Math.Min(request.Lines.Count, MaxLines); i++)
        {
            var product = ReadId(request.Lines[i].ProductId, $"lines[{i}].product_id", problems);
            if (request.Lines[i].Quantity is < 1 or > MaxQuantity)
            {
                problems.Add($"lines[{i}].quantity", $"must be from 1 to {MaxQuantity}");
            }

            if (!lines.TryAdd(product, request.Lines[i].Quantity) && product != Guid.Empty)
            {
                problems.Add($"lines[{i}].product_id", "is in an earlier line already");
            }
        }

        problems.ThrowIfAny();
        return (id, ReservationLines.Sorted(lines));
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static Guid Read(ReleaseRequest request)
    {
        var problems = new BadRequest();
        var id = ReadId(request.ReservationId, "reservation_id", problems);
        problems.ThrowIfAny();
        return id;
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static Guid[] Read(GetStockRequest request)
    {
        var problems = new BadRequest();
        CheckCount(request.ProductIds.Count, MaxProductIds, "product_ids", problems);
        Guid[] ids = [.. Ids(request.ProductIds, problems).Distinct()];
        problems.ThrowIfAny();
        return ids;
    }

    private static IEnumerable<Guid> Ids(RepeatedField<string> texts, BadRequest problems) =>
        texts.Take(MaxProductIds).Select((text, i) => ReadId(text, $"product_ids[{i}]", problems));

    private static Guid ReadId(string text, string field, BadRequest problems)
    {
        if (!Guid.TryParseExact(text, "D", out var id) || id == Guid.Empty)
        {
            problems.Add(field, "must be a UUID, like 0197c0de-7a00-7000-8000-000000000001");
        }

        return id;
    }

    private static void CheckCount(int count, int max, string field, BadRequest problems)
    {
        if (count < 1 || count > max)
        {
            problems.Add(field, $"must hold from 1 to {max} entries");
        }
    }

    private static void Add(this BadRequest problems, string field, string description) =>
        problems.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    private static void ThrowIfAny(this BadRequest problems)
    {
        if (problems.FieldViolations is [var first, ..])
        {
            throw StockFaults.Fault(Code.InvalidArgument, $"{first.Field} {first.Description}.", problems);
        }
    }
}

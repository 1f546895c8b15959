using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Shop.Inventory.V1;
using Status = Google.Rpc.Status;

namespace Inventory.Stock;

/// <summary>
/// Refusals in gRPC's rich error model: a code for the caller's branches, a sentence for its log, details for its logic
/// (google.rpc.Status in the <c>grpc-status-details-bin</c> trailer).
/// </summary>
internal static class StockFaults
{
    public static RpcException TooLittle(IReadOnlyList<Shortage> shortages) => Fault(
        Code.FailedPrecondition,
        $"Too little stock of {string.Join(", ", shortages.Select(s => $"{s.ProductId} (asked {s.Requested}, have {s.Available})"))}.",
        new Shortages { Shortages_ = { shortages } });

    public static RpcException Unknown(IReadOnlyList<Guid> productIds) => Fault(
        Code.NotFound,
        $"No stock record for {string.Join(", ", productIds)}.",
        [.. productIds.Select(id => new ResourceInfo { ResourceType = "product", ResourceName = id.ToString() })]);

    public static RpcException Fault(Code code, string message, params IMessage[] details) => new Status
    {
        Code = (int)code,
        Message = message,
        Details = { details.Select(detail => Any.Pack(detail)) },
    }.ToRpcException();
}

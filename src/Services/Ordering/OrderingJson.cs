using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts;
using Microsoft.AspNetCore.Mvc;
using Ordering.Dependencies;
using Ordering.Orders;

namespace Ordering;

/// <summary>JSON without reflection: faster to start. A field we don't know is refused, because a misspelt one would be ignored.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(OrderRequest))]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(Page<OrderResponse>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ProductPrice[]))]
[JsonSerializable(typeof(StockShortage[]))]
[JsonSerializable(typeof(Guid[]))]
internal sealed partial class OrderingJson : JsonSerializerContext;

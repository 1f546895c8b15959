namespace Contracts;

/// <summary>What Catalog tells another service of a product it wants to sell: <c>GET /internal/prices?id=...</c>.</summary>
public sealed record ProductPrice(Guid ProductId, string Name, Money Price);

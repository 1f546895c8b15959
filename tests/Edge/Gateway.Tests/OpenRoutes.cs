namespace Gateway.Tests;

/// <summary>Settings that open a route of the gateway's own configuration, for tests that are not about who may use it.</summary>
internal static class OpenRoutes
{
    public static readonly (string Name, string Value) ProductWrites = Open("products-write");
    public static readonly (string Name, string Value) OrderReads = Open("orders");
    public static readonly (string Name, string Value) OrderWrites = Open("orders-write");
    public static readonly (string Name, string Value) Inventory = Open("inventory-grpc");

    private static (string Name, string Value) Open(string route) => ($"ReverseProxy__Routes__{route}__Metadata__Scope", "");
}

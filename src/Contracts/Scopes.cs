namespace Contracts;

/// <summary>What a token can allow. Identity grants these, the edge and the services ask for them: this is the one list.</summary>
public static class Scopes
{
    /// <summary>Create, change and remove products.</summary>
    public const string CatalogWrite = "catalog:write";

    /// <summary>Read the caller's own orders.</summary>
    public const string OrdersRead = "orders:read";

    /// <summary>Place orders.</summary>
    public const string OrdersWrite = "orders:write";

    /// <summary>Read stock, beyond what a product's page shows to anyone.</summary>
    public const string InventoryRead = "inventory:read";

    /// <summary>Reserve and release stock.</summary>
    public const string InventoryWrite = "inventory:write";

    /// <summary>Join chat rooms.</summary>
    public const string Chat = "chat";

    /// <summary>Follow the event stream.</summary>
    public const string Events = "events";

    /// <summary>Run the system: the edge's admin API.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } =
        [CatalogWrite, OrdersRead, OrdersWrite, InventoryRead, InventoryWrite, Chat, Events, Admin];
}

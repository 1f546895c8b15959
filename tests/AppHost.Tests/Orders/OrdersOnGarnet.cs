using AppHost.Tests.Systems;

namespace AppHost.Tests.Orders;

[Collection(GarnetSystem.Name)]
public sealed class OrdersOnGarnet(GarnetSystem system) : OrderTests(system);

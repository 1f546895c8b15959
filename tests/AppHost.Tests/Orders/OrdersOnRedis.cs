using AppHost.Tests.Systems;

namespace AppHost.Tests.Orders;

[Collection(RedisSystem.Name)]
public sealed class OrdersOnRedis(RedisSystem system) : OrderTests(system);

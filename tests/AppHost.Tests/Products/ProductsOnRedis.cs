using AppHost.Tests.Systems;

namespace AppHost.Tests.Products;

[Collection(RedisSystem.Name)]
public sealed class ProductsOnRedis(RedisSystem system) : ProductTests(system);

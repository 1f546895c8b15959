using AppHost.Tests.Systems;

namespace AppHost.Tests.Products;

[Collection(GarnetSystem.Name)]
public sealed class ProductsOnGarnet(GarnetSystem system) : ProductTests(system);

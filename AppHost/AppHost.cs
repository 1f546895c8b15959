using AppHost;
using Aspire.Hosting;

var builder = DistributedApplication.CreateBuilder(args);

// Infrastructure: real servers; processes of this machine, or containers with UseAspire=true.
var postgres = builder.AddPostgres("postgres").WithKeptData();
var cache = builder.AddRedis("cache");

// Data: a database a service. No service reads another's.
var catalogDb = postgres.AddDatabase("catalogdb");
var inventoryDb = postgres.AddDatabase("inventorydb");
var orderingDb = postgres.AddDatabase("orderingdb");

// Services: each replica has an address of its own, so that callers can balance them and tell them apart.
var inventory = builder.AddReplicated<Projects.Inventory>("inventory", replicas: 2, service => service
    .WithGrpcEndpoint()
    .WithReference(inventoryDb).WaitFor(inventoryDb)
    .WithHttpHealthCheck("/health", endpointName: "http"));

var catalog = builder.AddReplicated<Projects.Catalog>("catalog", replicas: 3, service => service
    .WithReference(catalogDb).WaitFor(catalogDb)
    .WithReference(cache)
    .WithReference(inventory)
    .WithHttpHealthCheck("/health", endpointName: "http"));

var ordering = builder.AddReplicated<Projects.Ordering>("ordering", replicas: 2, service => service
    .WithReference(orderingDb).WaitFor(orderingDb)
    .WithReference(catalog)
    .WithReference(inventory)
    .WithHttpHealthCheck("/health", endpointName: "http"));

// The edge: what a request from outside meets first.
builder.AddProject<Projects.Gateway>("gateway")
    .WithQuickStart()
    .WithConfiguredPorts()
    .WithReference(catalog)
    .WithReference(inventory)
    .WithReference(ordering)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.Build().Run();

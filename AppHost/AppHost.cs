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
var identityDb = postgres.AddDatabase("identitydb");

// Who may do what: one issuer, whose keys everyone else fetches when the first token comes.
var orderingSecret = builder.AddSecret("ordering-secret");
var identity = builder.AddProject<Projects.Identity>("identity")
    .WithQuickStart()
    .WithEndpoint("http", endpoint => endpoint.Port = null) // any will do: the edge is the way in
    .WithReference(identityDb).WaitFor(identityDb)
    .WithEnvironment("Identity__KeySecret", builder.AddSecret("identity-key-secret"))
    .WithEnvironment("Identity__Services__ordering", orderingSecret)
    .WithHttpHealthCheck("/health", endpointName: "http");

// Services: each replica has an address of its own, so that callers can balance them and tell them apart.
var inventory = builder.AddReplicated<Projects.Inventory>("inventory", replicas: 2, service => service
    .WithGrpcEndpoint()
    .WithReference(inventoryDb).WaitFor(inventoryDb)
    .WithReference(identity)
    .WithHttpHealthCheck("/health", endpointName: "http"));

var catalog = builder.AddReplicated<Projects.Catalog>("catalog", replicas: 3, service => service
    .WithReference(catalogDb).WaitFor(catalogDb)
    .WithReference(cache)
    .WithReference(identity)
    .WithReference(inventory)
    .WithHttpHealthCheck("/health", endpointName: "http"));

var ordering = builder.AddReplicated<Projects.Ordering>("ordering", replicas: 2, service => service
    .WithReference(orderingDb).WaitFor(orderingDb)
    .WithReference(identity)
    .WithEnvironment("Authentication__Client__Secret", orderingSecret)
    .WithReference(catalog)
    .WithReference(inventory)
    .WithHttpHealthCheck("/health", endpointName: "http"));

// The edge: what a request from outside meets first.
var gateway = builder.AddProject<Projects.Gateway>("gateway")
    .WithQuickStart()
    .WithConfiguredPorts()
    .WithReference(catalog)
    .WithReference(inventory)
    .WithReference(ordering)
    .WithReference(identity)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();
identity.WithEnvironment("Identity__Issuer", gateway.GetEndpoint("https")); // tokens name the address that clients know

builder.Build().Run();

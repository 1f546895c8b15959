using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AspireLocal.Engine;

/// <summary>A command that is a request to the resource.</summary>
internal sealed class HttpCommand(IResourceWithEndpoints resource, string? endpointName, string path, HttpCommandOptions options)
{
    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        using var client = context.ServiceProvider.GetRequiredService<DevelopmentHttp>().CreateClient();
        using var request = new HttpRequestMessage(options.Method ?? HttpMethod.Post, new Uri(DevelopmentHttp.AddressOf(resource, endpointName), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Request = request,
                CancellationToken = context.CancellationToken,
            }).ConfigureAwait(false);
        }

        using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? CommandResults.Success()
            : CommandResults.Failure($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}.");
    }
}

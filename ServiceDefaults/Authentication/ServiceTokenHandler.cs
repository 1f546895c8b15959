using System.Net;
using System.Net.Http.Headers;

namespace ServiceDefaults;

/// <summary>Puts this service's own token on a call.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            // Signed with a key that is no more, for one.
            tokens.Forget(token);
        }

        return response;
    }
}

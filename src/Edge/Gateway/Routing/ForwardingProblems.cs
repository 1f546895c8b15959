using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Routing;

/// <summary>
/// YARP answers its own failures with a bare status. This says in a problem document which kind of failure it was: the service has no replica
/// (503), it could not be asked (502), it was too slow (504).
/// </summary>
internal sealed class ForwardingProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { Error: var error } || context.Response.HasStarted)
        {
            return;
        }

        // YARP can't tell the edge's own deadline from a client that hung up, and blames the client with a 400.
        if (context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            (error, context.Response.StatusCode) = (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout);
        }

        await TypedResults.Problem(Detail(error), statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static string Detail(ForwarderError error) => error switch
    {
        ForwarderError.NoAvailableDestinations => "No replica of the service behind this route is available.",
        ForwarderError.Request => "The service behind this route could not be reached.",
        ForwarderError.RequestTimedOut => "The service behind this route did not answer in time.",
        ForwarderError.RequestBodyClient => "The request body could not be read to its end.",
        _ => "The service behind this route failed in mid-answer.",
    };
}

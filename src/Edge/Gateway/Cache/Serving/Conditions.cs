using Gateway.Cache.Rules;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Serving;

/// <summary>What a client's conditions make of a stored response: RFC 9110 section 13, RFC 9111 section 4.3.2.</summary>
internal static class Conditions
{
    /// <summary>Whether the client has this response already.</summary>
    public static bool IsNotModified(StoredResponse stored, IHeaderDictionary request, DateTimeOffset now)
    {
        if (stored.Status != StatusCodes.Status200OK)
        {
            return false;
        }

        if (request.IfNoneMatch is { Count: > 0 } tags)
        {
            // When it is there, If-Modified-Since is not looked at.
            return EntityTag.IsListed(tags.ToString(), stored.Meta.ETag);
        }

        return HttpDate.Parse(request.IfModifiedSince, now) is { } since && (stored.Meta.LastModified ?? stored.Meta.Date) <= since;
    }

    /// <summary>Whether a range may be taken from this response: the client's other parts are of the same one.</summary>
    public static bool AllowsRange(StoredResponse stored, IHeaderDictionary request)
    {
        if (request.IfRange is not { Count: > 0 } validator)
        {
            return true;
        }

        var text = validator.ToString();
        return text.Contains('"', StringComparison.Ordinal)
            ? stored.Meta.ETag is { } tag && EntityTag.StrongEquals(text, tag)
            : text == stored.Header("Last-Modified");
    }
}

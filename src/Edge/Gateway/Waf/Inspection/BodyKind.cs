namespace Gateway.Waf.Inspection;

internal enum BodyKind
{
    /// <summary>Passes unread.</summary>
    Other,
    Json,
    Form,
    Multipart,
}

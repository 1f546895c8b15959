namespace Gateway.Authentication;

/// <summary>Whether there is an issuer to believe: off when section <c>Authentication</c> names no authority.</summary>
internal sealed record AuthenticationState(bool On);

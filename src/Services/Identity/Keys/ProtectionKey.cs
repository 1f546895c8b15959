namespace Identity.Keys;

/// <summary>A key of ASP.NET Core Data Protection, encrypted by the secret of this system. It protects cookies and signing keys.</summary>
internal sealed class ProtectionKey
{
    public int Id { get; init; }

    public required string Xml { get; init; }
}

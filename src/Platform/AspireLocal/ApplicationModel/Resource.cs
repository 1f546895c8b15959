namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named resource. Names hold letters, digits and hyphens, begin with a letter and have at most 64 characters.</summary>
public abstract class Resource : IResource
{
    protected Resource(string name)
    {
        if (!IsValidName(name))
        {
            throw new ArgumentException(
                $"'{name}' is no resource name: use 1 to 64 ASCII letters, digits and single hyphens, beginning with a letter.", nameof(name));
        }

        Name = name;
    }

    public string Name { get; }

    public ResourceAnnotationCollection Annotations { get; } = [];

    public override string ToString() => $"{GetType().Name} {Name}";

    private static bool IsValidName(string name) =>
        name.Length is > 0 and <= 64
        && char.IsAsciiLetter(name[0])
        && name[^1] != '-'
        && !name.Contains("--", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

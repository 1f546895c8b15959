namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is made from others.</summary>
public interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}

namespace Gateway.Waf.Inspection;

/// <summary>The pairs of <c>a=b&amp;c=d</c>, in place and without a copy.</summary>
internal ref struct Parameters(ReadOnlySpan<char> text, char separator)
{
    private ReadOnlySpan<char> _rest = text;

    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf(separator);
        var pair = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        var equals = pair.IndexOf('=');
        Name = equals < 0 ? [] : pair[..equals];
        Value = equals < 0 ? pair : pair[(equals + 1)..];
        return true;
    }
}

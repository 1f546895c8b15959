using System.Buffers;
using System.Text;

namespace Gateway.Waf.Inspection;

/// <summary>Names and values of a form (application/x-www-form-urlencoded).</summary>
internal sealed class FormInspector(ValueInspector values, ProtocolInspector protocol, int maxParameters)
{
    public void Inspect(ReadOnlySpan<byte> body, ref Findings? findings)
    {
        var rented = ArrayPool<char>.Shared.Rent(body.Length);
        try
        {
            // No form needs more characters than bytes, whatever is in it.
            Inspect(rented.AsSpan(0, Encoding.UTF8.GetChars(body, rented)), ref findings);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private void Inspect(ReadOnlySpan<char> form, ref Findings? findings)
    {
        var parameters = new Parameters(form, '&');
        for (var count = 0; parameters.Next() && !values.IsEnough(findings); count++)
        {
            if (count == maxParameters)
            {
                protocol.TooManyParameters(ref findings);
                return;
            }

            values.InspectEncoded(Target.Name, parameters.Name, ref findings);
            values.InspectEncoded(Target.Body, parameters.Value, ref findings);
        }
    }
}

using System.Collections.Frozen;

namespace Contracts;

/// <summary>An amount of a currency.</summary>
/// <param name="Amount">Units of the currency, with at most two decimals.</param>
/// <param name="Currency">ISO 4217 code, one of <see cref="Currencies"/>.</param>
public sealed record Money(decimal Amount, string Currency)
{
    /// <summary>The currencies the shop trades in. All have two decimals, so that an amount fits a column of two decimals.</summary>
    public static FrozenSet<string> Currencies { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "NOK", "PLN", "SEK", "USD");
}

namespace Identity.Keys;

/// <summary>Which key signs when. Nothing but times, so that a year of rotations is a test of a millisecond.</summary>
/// <param name="Keys">By ascending <see cref="SigningKey.SignsFrom"/>.</param>
internal sealed record KeySchedule(IReadOnlyList<SigningKey> Keys, KeyOptions Options)
{
    public static KeySchedule Of(IEnumerable<SigningKey> keys, KeyOptions options) =>
        new([.. keys.OrderBy(key => key.SignsFrom).ThenBy(key => key.Id, StringComparer.Ordinal)], options);

    /// <summary>From when a key that is to be made now would sign; null when none is to be made.</summary>
    public DateTimeOffset? NextFrom(DateTimeOffset now)
    {
        if (Keys.Count == 0)
        {
            return now;
        }

        var due = Keys[^1].SignsFrom + Options.RotateEvery;
        if (now < due - Options.PublishAhead)
        {
            return null;
        }

        // Late, because nothing ran when it was due: still published before it signs.
        return due > now + Options.PublishAhead ? due : now + Options.PublishAhead;
    }

    /// <summary>The keys whose last token has expired.</summary>
    public IEnumerable<SigningKey> Spent(DateTimeOffset now) =>
        Keys.Where((_, i) => i + 1 < Keys.Count && Keys[i + 1].SignsFrom + Options.KeepAfter <= now);

    /// <summary>All keys to publish: first the one that signs now, then those that are yet to sign, then those that have.</summary>
    public IEnumerable<SigningKey> InOrder(DateTimeOffset now)
    {
        var signing = Keys.LastOrDefault(key => key.SignsFrom <= now) ?? (Keys is [var first, ..] ? first : null);
        return signing is null ? [] : [signing, .. Keys.Where(key => key != signing).Reverse()];
    }
}

namespace ServiceDefaults;

/// <summary>Time as Postgres keeps it.</summary>
public static class PostgresTime
{
    /// <summary>Now, in whole microseconds: what is answered when a row is written then equals what is read from it later.</summary>
    public static DateTimeOffset GetPostgresNow(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

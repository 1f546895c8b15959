using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>Section <c>Postgres</c>: what one replica may take from the database that it shares with its siblings.</summary>
internal sealed record PostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>
    /// Connections a replica, 1 to 500. Postgres allows 100 in all by default, each a process of its own; a small pool that is waited for
    /// serves more than a large one that thrashes.
    /// </summary>
    [Range(1, 500)]
    public int MaxPoolSize { get; init; } = 20;

    /// <summary>Time to connect or to wait for a free connection, in seconds, 1 to 60.</summary>
    [Range(1, 60)]
    public int ConnectTimeout { get; init; } = 5;

    /// <summary>Time for one command, in seconds, 1 to 600.</summary>
    [Range(1, 600)]
    public int CommandTimeout { get; init; } = 10;
}

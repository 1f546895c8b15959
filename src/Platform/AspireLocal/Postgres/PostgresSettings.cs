using System.Globalization;

namespace AspireLocal.Postgres;

/// <summary>
/// The server's settings, on its command line: they hold for a volume however it was made, and nothing has to be rewritten in it. Small and quick to
/// start before fast under load: one machine runs all of the system.
/// </summary>
internal static class PostgresSettings
{
    public static IEnumerable<string> Arguments(PostgresClusterOptions options, int majorVersion) =>
        Settings(options, majorVersion).SelectMany(setting => new[] { "-c", setting });

    private static IEnumerable<string> Settings(PostgresClusterOptions options, int majorVersion) =>
    [
        .. Reach(options),
        .. Footprint,
        .. majorVersion >= 18 ? ["io_method=sync"] : Array.Empty<string>(), // Three worker processes less.
        .. options.IsDurable ? [] : ThrowAway,
    ];

    private static string[] Reach(PostgresClusterOptions options) =>
    [
        "listen_addresses=127.0.0.1",
        "port=" + options.Port.ToString(CultureInfo.InvariantCulture),
        "unix_socket_directories=", // A socket in /tmp would be open to every user of the machine.
        "max_connections=200",
        "logging_collector=off",
        "log_destination=stderr",
        "log_line_prefix=",
        "log_checkpoints=off",
        "lc_messages=C", // PostgresFailure reads them.
    ];

    private static readonly string[] Footprint =
    [
        "shared_buffers=32MB",
        "huge_pages=off",
        "jit=off",
        "max_worker_processes=0",
        "max_parallel_workers=0",
        "max_logical_replication_workers=0",
        "max_wal_senders=0",
        "wal_level=minimal",
        "min_wal_size=32MB",
        "max_wal_size=256MB",
        "autovacuum_max_workers=1",
    ];

    private static readonly string[] ThrowAway = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
}

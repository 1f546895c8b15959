using AspireLocal.Processes;

namespace AspireLocal.Tests;

/// <summary>Skips a test on a machine that lacks what only its package manager installs.</summary>
internal static class Installed
{
    public static void SkipWithoutPostgres() => Assert.SkipUnless(
        Executable.Find("initdb") is not null || (Directory.Exists("/usr/lib/postgresql") && Directory.GetDirectories("/usr/lib/postgresql").Length > 0),
        "Postgres is not installed");

    public static void SkipWithoutRedis() => Assert.SkipUnless(Executable.Find("redis-server") is not null, "redis-server is not installed");
}

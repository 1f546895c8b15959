namespace AspireLocal.Tests;

/// <summary>Skips a test on a machine that lacks what only its package manager installs.</summary>
internal static class Installed
{
    public static void SkipWithoutPostgres() => Assert.SkipUnless(
        OnPath("initdb") || (Directory.Exists("/usr/lib/postgresql") && Directory.GetDirectories("/usr/lib/postgresql").Length > 0),
        "Postgres is not installed");

    public static void SkipWithoutRedis() => Assert.SkipUnless(OnPath("redis-server"), "redis-server is not installed");

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

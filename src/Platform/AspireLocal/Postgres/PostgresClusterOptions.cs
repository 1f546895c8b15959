namespace AspireLocal.Postgres;

/// <param name="Name">The resource, for messages.</param>
/// <param name="DataFolder">The data directory; made when missing. Its parent folder must exist.</param>
/// <param name="Port">Listened to on 127.0.0.1 only.</param>
/// <param name="IsDurable">True for a data volume; false trades durability for speed where the data goes with the run.</param>
internal sealed record PostgresClusterOptions(string Name, string DataFolder, int Port, string UserName, string Password, bool IsDurable);

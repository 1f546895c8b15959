namespace AspireLocal.Redis;

internal enum RedisFlavour
{
    Redis,
    Valkey,
    Garnet,
}

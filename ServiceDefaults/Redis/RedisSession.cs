using System.Diagnostics;
using System.Net;
using StackExchange.Redis.Profiling;

namespace ServiceDefaults;

/// <summary>
/// The Redis commands that one span has issued. StackExchange.Redis adds each command when it ends; <see cref="Flush"/> makes it a child
/// span with the times that the client measured.
/// </summary>
internal sealed class RedisSession(Activity issuer, RequestTimings? timings)
{
    /// <summary>What StackExchange.Redis fills.</summary>
    public ProfilingSession Profile { get; } = new();

    public bool IssuerStopped => issuer.IsStopped;

    /// <summary>The issuer had stopped when the last sweep came by.</summary>
    public bool WasStopped { get; set; }

    public void Flush()
    {
        foreach (var command in Profile.FinishProfiling())
        {
            timings?.AddRedis(command.ElapsedTime);
            if (issuer.Recorded)
            {
                Emit(command);
            }
        }
    }

    private void Emit(IProfiledCommand command)
    {
        // Only the command's name: keys and values may be somebody's data.
        using var span = RedisSpans.Source.StartActivity(
            command.Command,
            ActivityKind.Client,
            issuer.Context,
            [new("db.system.name", "redis"), new("db.operation.name", command.Command)],
            startTime: command.CommandCreated);
        if (span is null)
        {
            return;
        }

        if (command.Db >= 0)
        {
            span.SetTag("db.namespace", command.Db);
        }

        var (address, port) = command.EndPoint switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            _ => ("", 0),
        };
        span.SetTag("server.address", address);
        span.SetTag("server.port", port);
        span.SetEndTime(command.CommandCreated + command.ElapsedTime);
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Identity.Keys;

/// <summary>Looks from time to time whether a key is due.</summary>
internal sealed partial class KeyRotation(KeyRing keys, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRotation> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            using var unrecorded = new Activity(nameof(KeyRotation)).Start();
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                NotLooked(logger, fault.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The signing keys could not be looked at; those in use stay in use: {Reason}")]
    private static partial void NotLooked(ILogger logger, string reason);
}

namespace AspireLocal.Tests;

/// <summary>Waits for something that another process does, for as long as a promise about it allows.</summary>
internal static class Eventually
{
    public static async Task<bool> IsTrueAsync(Func<bool> condition, TimeSpan within)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > within)
            {
                return false;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return true;
    }
}

using System.Reflection;
using Aspire.Hosting;

namespace AspireLocal.Terminal;

/// <summary>An AppHost that describes something impossible ends with the paragraph that says so, not with a stack trace.</summary>
internal static class UnhandledProblems
{
    private static int _registered;

    public static void TellPlainly()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Tell(unhandled.ExceptionObject);
        }
    }

    private static void Tell(object thrown)
    {
        var cause = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
        if (cause is DistributedApplicationException problem)
        {
            Console.Error.WriteLine(problem.Message);
            Environment.Exit(1);
        }
    }
}

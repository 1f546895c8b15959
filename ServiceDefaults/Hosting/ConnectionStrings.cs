using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class ConnectionStrings
{
    /// <exception cref="InvalidOperationException">The connection string is missing or empty.</exception>
    public static string RequiredConnectionString(this IHostApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"Connection string '{name}' is missing. Start the system with `dotnet run --project AppHost`, which sets it, " +
                $"or set the environment variable ConnectionStrings__{name} yourself.");
}

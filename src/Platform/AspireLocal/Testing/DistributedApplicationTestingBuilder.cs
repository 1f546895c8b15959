using AspireLocal.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>Makes applications for tests: free ports, no dashboard, nothing on the terminal.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>The application that an AppHost describes.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var interception = new EntryPointInterception(typeof(TEntryPoint).Assembly, args);
        var builder = await interception.StartAsync(cancellationToken).ConfigureAwait(false);
        return new TestingBuilder(builder, interception.BuildAsync, interception.Abandon);
    }

    /// <summary>An application that the test describes itself.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var builder = new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args, IsTest = true });
        return new TestingBuilder(builder, _ => Task.FromResult(builder.Build()), abandon: () => { });
    }
}

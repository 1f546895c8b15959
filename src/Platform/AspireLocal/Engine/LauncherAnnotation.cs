using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Engine;

/// <summary>How the resource is started on this machine, where its type alone does not tell.</summary>
internal sealed record LauncherAnnotation(Func<IServiceProvider, ILauncher> Create) : IResourceAnnotation;

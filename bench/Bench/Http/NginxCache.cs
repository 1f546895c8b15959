namespace Bench.Http;

/// <summary>Debian's nginx with <c>proxy_cache</c>, set as its documentation advises for speed: no log, connections kept.</summary>
internal sealed class NginxCache : IAsyncDisposable
{
    public const string StatusHeader = "X-Cache-Status";

    private readonly ServerProcess _process;
    private readonly DirectoryInfo _folder;

    private NginxCache(ServerProcess process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    public static async Task<NginxCache> StartAsync(int port, Uri origin, string probe, CancellationToken cancellationToken)
    {
        await DebianPackage.EnsureAsync("nginx", ["nginx-light"], cancellationToken);
        var folder = Directory.CreateTempSubdirectory("nginx-");
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(port, origin, folder.FullName), cancellationToken);
        var process = await ServerProcess.StartAsync("nginx", ["-p", folder.FullName, "-c", configuration], port, probe, [], cancellationToken);
        return new NginxCache(process, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(int port, Uri origin, string folder) => $$"""
        daemon off;
        worker_processes auto;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          proxy_cache_path {{folder}}/cache keys_zone=edge:10m;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          server {
            listen 127.0.0.1:{{port}};
            location / {
              proxy_pass {{origin}};
              proxy_cache edge;
              add_header {{StatusHeader}} $upstream_cache_status;
            }
          }
        }
        """;
}

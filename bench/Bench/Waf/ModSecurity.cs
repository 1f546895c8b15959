using Bench.Http;

namespace Bench.Waf;

/// <summary>Debian's nginx as a proxy, with ModSecurity and the core rule set as Debian packages them, blocking.</summary>
internal sealed class ModSecurity : IAsyncDisposable
{
    private readonly ServerProcess _nginx;
    private readonly string _folder;

    private ModSecurity(ServerProcess nginx, string folder) => (_nginx, _folder) = (nginx, folder);

    public static async Task<ModSecurity> StartAsync(int port, int originPort, CancellationToken cancellationToken)
    {
        await DebianPackage.EnsureAsync("nginx", ["nginx", "libnginx-mod-http-modsecurity", "modsecurity-crs"], cancellationToken);
        var folder = Directory.CreateTempSubdirectory("bench-modsecurity-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.conf"), Rules, cancellationToken);
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, port, originPort), cancellationToken);
        var nginx = await ServerProcess.StartAsync("nginx", ["-p", folder, "-c", configuration], port, "/item", [], cancellationToken);
        return new ModSecurity(nginx, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // The audit log is off: it would measure the disk.
    private const string Rules =
        """
        SecRuleEngine On
        SecRequestBodyAccess On
        SecRequestBodyLimit 13107200
        SecRequestBodyNoFilesLimit 131072
        SecResponseBodyAccess Off
        SecPcreMatchLimit 100000
        SecPcreMatchLimitRecursion 100000
        SecAuditEngine Off
        SecUnicodeMapFile /etc/nginx/unicode.mapping 20127
        Include /etc/modsecurity/crs/crs-setup.conf
        Include /usr/share/modsecurity-crs/rules/*.conf
        # A peer by its address is what a benchmark has, and no attack.
        SecRuleRemoveById 920350
        """;

    private static string Configuration(string folder, int port, int originPort) =>
        $$"""
        load_module /usr/lib/nginx/modules/ngx_http_modsecurity_module.so;
        daemon off;
        worker_processes auto;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log crit;
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            keepalive_requests 1000000;
            upstream origin { server 127.0.0.1:{{originPort}}; keepalive 64; keepalive_requests 1000000; }
            server {
                listen 127.0.0.1:{{port}};
                modsecurity on;
                modsecurity_rules_file {{folder}}/rules.conf;
                location / { proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection ""; }
            }
        }
        """;
}

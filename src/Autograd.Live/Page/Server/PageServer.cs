using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Autograd.Live;

/// <summary>
/// A Kestrel server on 127.0.0.1 alone, for one handler. It reads no configuration and no environment, writes no log
/// and leaves Ctrl-C to the program. All its threads are background threads.
/// </summary>
internal sealed class PageServer : IDisposable
{
    // As many ports as are tried one after the other before the system chooses one.
    private const int PortsToTry = 20;
    private readonly WebApplication _app;

    private PageServer(WebApplication app, int port) => (_app, Port) = (app, port);

    /// <summary>The port on which the server listens.</summary>
    public int Port { get; }

    /// <summary>Listens on <paramref name="port"/>, or on one of the next; 0 lets the system choose.</summary>
    /// <exception cref="IOException">No port can be had.</exception>
    public static PageServer Listen(int port, RequestDelegate handler)
    {
        for (var attempt = 0; port != 0 && attempt < PortsToTry && port + attempt <= IPEndPoint.MaxPort; attempt++)
        {
            try
            {
                return Start(port + attempt, handler);
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressAlreadyInUse)
            {
            }
        }

        return Start(0, handler);
    }

    /// <summary>Ends the open requests and frees the port.</summary>
    public void Dispose()
    {
        // On a thread of the pool, because a caller may have a synchronization context that it blocks by waiting.
        Task.Run(async () =>
        {
            await _app.StopAsync().ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
        }).Wait();
    }

    private static PageServer Start(int port, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });

        var app = builder.Build();
        try
        {
            app.Run(handler);
            Task.Run(() => app.StartAsync()).GetAwaiter().GetResult();
            return new PageServer(app, new Uri(app.Urls.First()).Port);
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    /// <summary>The host's own lifetime would take Ctrl-C away from the script.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.Net;
using System.Net.Sockets;
using Emotion.Cli.LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Emotion.Cli.Page;

/// <summary>The HTTP part of the local host, for this machine alone: the page, and the HTTP functions at the addresses that Azure gives them.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    /// <summary>Where <c>func start</c> listens too, so that addresses in scripts and in the documentation fit both.</summary>
    public const int UsualPort = 7071;

    private readonly WebApplication _app;
    private readonly HttpForwarder _forwarder;

    private PageServer(WebApplication app, HttpForwarder forwarder)
    {
        _app = app;
        _forwarder = forwarder;
    }

    /// <summary>The page.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Looks whether one can listen there: before the pipeline starts, which takes a while.</summary>
    /// <param name="port">Where.</param>
    /// <exception cref="CommandException">One cannot.</exception>
    public static void Check(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw Refusal(port, e);
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="functions">The HTTP functions.</param>
    /// <param name="handler">Where the function app listens, as soon as it does.</param>
    /// <param name="port">Where to listen; null for the usual port, or a free one where that is taken.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">Somebody else listens there, or one may not.</exception>
    public static async Task<PageServer> StartAsync(IReadOnlyList<FunctionDefinition> functions, Func<CancellationToken, Task<Uri>> handler, int? port, CancellationToken cancel)
    {
        try
        {
            return await StartAtAsync(functions, handler, port ?? UsualPort, cancel);
        }
        catch (Exception e) when (e is IOException or SocketException) // the former is Kestrel's for a port that is taken
        {
            return port is null ? await StartAtAsync(functions, handler, 0, cancel) : throw Refusal(port.Value, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _forwarder.Dispose();
    }

    private static CommandException Refusal(int port, Exception why) => why is SocketException { SocketErrorCode: SocketError.AccessDenied }
        ? new CommandException($"You may not listen at port {port}. Leave out --port, or name one from 1024 on.")
        : new CommandException($"Port {port} is taken. Leave out --port, or name another.");

    private static async Task<PageServer> StartAtAsync(IReadOnlyList<FunctionDefinition> functions, Func<CancellationToken, Task<Uri>> handler, int port, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the function app knows how large a clip may be
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        var forwarder = new HttpForwarder(handler);
        app.Use(PageGuard.AllowAsync);
        PageFiles.Map(app);
        foreach (var function in functions)
            app.MapMethods($"/api/{function.Source}", function.Methods, forwarder.ForwardAsync);
        try
        {
            await app.StartAsync(cancel);
            return new PageServer(app, forwarder);
        }
        catch
        {
            await app.DisposeAsync();
            forwarder.Dispose();
            throw;
        }
    }

    /// <summary>Ctrl+C is for the command, which stops the server with the rest.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

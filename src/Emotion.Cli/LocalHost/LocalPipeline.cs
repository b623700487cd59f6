using Emotion.Pipeline;

namespace Emotion.Cli.LocalHost;

/// <summary>The whole pipeline on this machine: Azurite, and the function app under the local host.</summary>
/// <remarks>
/// It rides out what passes: a storage that fails for a while, a function app or an Azurite that was killed (the latter only where it
/// keeps its data on disk).
/// </remarks>
internal sealed class LocalPipeline : IAsyncDisposable
{
    private readonly StorageFolder? _folder;
    private readonly Supervisor<AzuriteServer> _azurite;
    private readonly TriggerHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervising;

    private LocalPipeline(StorageFolder? folder, Supervisor<AzuriteServer> azurite, TriggerHost host, Storage storage)
    {
        _folder = folder;
        _azurite = azurite;
        _host = host;
        Storage = storage;
        _supervising = azurite.RunAsync(_stop.Token);
        Completion = FirstEndAsync();
    }

    /// <summary>The storage that it runs on.</summary>
    public Storage Storage { get; }

    /// <summary>How its blob service does.</summary>
    public Outage BlobOutage => _host.BlobOutage;

    /// <summary>Opens that storage in any tool.</summary>
    public string ConnectionString => _azurite.Latest.ConnectionString;

    /// <summary>Whether <c>UseDevelopmentStorage=true</c> opens it too.</summary>
    public bool IsAtWellKnownPorts => _azurite.Latest.IsAtWellKnownPorts;

    /// <summary>The functions that are called over HTTP.</summary>
    public IReadOnlyList<FunctionDefinition> HttpFunctions => _host.HttpFunctions;

    /// <summary>The function app's last lines of output, for error messages.</summary>
    public string HandlerLog => _host.Handler.LastLines;

    /// <summary>The function app's resident memory, in bytes.</summary>
    public long HandlerMemory => _host.Handler.Memory;

    /// <summary>Ends when the pipeline can no longer work: never by itself, unless something broke for good.</summary>
    public Task Completion { get; }

    /// <summary>Starts everything.</summary>
    /// <param name="dataFolder">Where the storage lies; null for memory only.</param>
    /// <param name="tell">Hears what is being done.</param>
    /// <param name="warn">Hears of failed attempts.</param>
    /// <param name="onHandlerLine">Hears the function app's log, spans and metrics.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">A part does not start.</exception>
    public static async Task<LocalPipeline> StartAsync(string? dataFolder, Action<string> tell, Action<string> warn, Action<string>? onHandlerLine, CancellationToken cancel)
    {
        var app = FunctionsApp.Read(AppContext.BaseDirectory);
        var script = await AzuriteInstaller.EnsureInstalledAsync(() => tell("Installing Azurite (once, about a minute)"), cancel);
        var folder = dataFolder is null ? null : await StorageFolder.TakeAsync(dataFolder, cancel);
        AzuriteServer? azurite = null;
        try
        {
            tell("Starting storage (Azurite)");
            azurite = await StartAzuriteAsync(at: null, cancel);
            var storage = Storage.Connect(azurite.ConnectionString);
            tell("Starting the function app");
            await storage.CreateStoresAsync(cancel);
            (string, string)[] settings = onHandlerLine is null ? [] : [("Telemetry__Console", "true")];
            var host = await TriggerHost.StartAsync(app, azurite.ConnectionString, dataFolder, warn, onHandlerLine, cancel, settings);
            Func<AzuriteServer, CancellationToken, Task<AzuriteServer>>? startAgain = dataFolder is null ? null : (ended, token) => StartAzuriteAsync(ended.Ports, token);
            return new LocalPipeline(folder, new Supervisor<AzuriteServer>(azurite, startAgain, warn), host, storage);
        }
        catch
        {
            if (azurite is not null)
                await azurite.DisposeAsync();
            folder?.Dispose();
            throw;
        }

        async Task<AzuriteServer> StartAzuriteAsync(AzuritePorts? at, CancellationToken token)
        {
            var started = await AzuriteServer.StartAsync(script, dataFolder, token, at);
            folder?.UsedBy(started.ProcessId);
            return started;
        }
    }

    /// <summary>Where the function app listens, as soon as it does.</summary>
    public Task<Uri> HandlerAddressAsync(CancellationToken cancel) => _host.AddressAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _stop.CancelAsync();
        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _azurite.DisposeAsync();
        _folder?.Dispose();
        _stop.Dispose();
    }

    private async Task FirstEndAsync()
    {
        try
        {
            await await Task.WhenAny(_host.Completion, _supervising);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}

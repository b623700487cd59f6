using Emotion.Pipeline;

namespace Emotion.Cli.LocalHost;

/// <summary>The whole pipeline on this machine: Azurite, the function app, and the triggers that connect them.</summary>
/// <remarks>
/// It rides out what passes: a storage that fails for a while, a function app or an Azurite that was killed (the latter only where it
/// keeps its data on disk).
/// </remarks>
internal sealed class LocalPipeline : IAsyncDisposable
{
    /// <summary>How long calls that are running may take to finish when the pipeline stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly StorageFolder? _folder;
    private readonly Supervisor<AzuriteServer> _azurite;
    private readonly Supervisor<HandlerProcess> _handler;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task[] _listeners;
    private readonly Task[] _supervisors;

    private LocalPipeline(StorageFolder? folder, Supervisor<AzuriteServer> azurite, Supervisor<HandlerProcess> handler, FunctionsApp app, Storage storage, Action<string> warn)
    {
        _folder = folder;
        _azurite = azurite;
        _handler = handler;
        Storage = storage;
        var hostStorage = new HostStorage(azurite.Latest.ConnectionString, warn);
        BlobOutage = hostStorage.BlobOutage;
        var calls = new FunctionCalls(handler);
        _listeners = [.. app.Functions.Select(function => function.Type switch
        {
            FunctionDefinition.BlobTrigger => new BlobListener(function, app.Host, hostStorage, calls, warn).RunAsync(_stop.Token, _abort.Token),
            FunctionDefinition.QueueTrigger => new QueueListener(function, app.Host, hostStorage, calls, warn).RunAsync(_stop.Token, _abort.Token),
            _ => throw new CommandException($"Function {function.Name} has a {function.Type}; the local host knows blob and queue triggers."),
        })];
        _supervisors = [azurite.RunAsync(_abort.Token), handler.RunAsync(_abort.Token)];
        Completion = FirstEndAsync();
    }

    /// <summary>The storage that it runs on.</summary>
    public Storage Storage { get; }

    /// <summary>How its blob service does.</summary>
    public Outage BlobOutage { get; }

    /// <summary>Opens that storage in any tool.</summary>
    public string ConnectionString => _azurite.Latest.ConnectionString;

    /// <summary>Whether <c>UseDevelopmentStorage=true</c> opens it too.</summary>
    public bool IsAtWellKnownPorts => _azurite.Latest.IsAtWellKnownPorts;

    /// <summary>The function app's last lines of output, for error messages.</summary>
    public string HandlerLog => _handler.Latest.LastLines;

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
            var creating = storage.CreateStoresAsync(cancel);
            var handler = await StartHandlerAsync(cancel);
            await creating;
            return new LocalPipeline(
                folder,
                new Supervisor<AzuriteServer>(azurite, (ended, token) => dataFolder is null ? throw Forgotten(ended) : StartAzuriteAsync(ended.Ports, token), warn),
                new Supervisor<HandlerProcess>(handler, (_, token) => StartHandlerAsync(token), warn),
                app, storage, warn);
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

        Task<HandlerProcess> StartHandlerAsync(CancellationToken token)
        {
            (string, string)[] settings = onHandlerLine is null ? [] : [("Telemetry__Console", "true")];
            return HandlerProcess.StartAsync(app, azurite!.ConnectionString, onHandlerLine, token, settings);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(Grace);
        await Task.WhenAll(_listeners).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        await Task.WhenAll(_supervisors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _handler.DisposeAsync();
        await _azurite.DisposeAsync();
        _folder?.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <summary>One part that broke is enough: the others would go on without it, and nobody would know.</summary>
    private async Task FirstEndAsync()
    {
        try
        {
            await await Task.WhenAny([.. _listeners, .. _supervisors]);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private static CommandException Forgotten(AzuriteServer ended) => new($"{ended.Ending}, and with it all that it held in memory. Start again.");
}

using Azure.Storage.Queues;
using Emotion.Pipeline;

namespace Emotion.Cli.LocalHost;

/// <summary>The whole pipeline on this machine: Azurite, the function app, and the triggers that connect them.</summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;
    private readonly HandlerProcess _handler;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    private LocalPipeline(AzuriteServer azurite, HandlerProcess handler, FunctionsApp app, Storage storage, Action<string> warn)
    {
        _azurite = azurite;
        _handler = handler;
        Storage = storage;
        var rawQueues = new QueueServiceClient(azurite.ConnectionString);
        _listening = Task.WhenAll(app.Functions.Select(function => function.Type switch
        {
            FunctionDefinition.BlobTrigger => new BlobListener(function, app.Host, storage, handler, warn).RunAsync(_stop.Token),
            FunctionDefinition.QueueTrigger => new QueueListener(function, app.Host, rawQueues, handler, warn).RunAsync(_stop.Token),
            _ => throw new CommandException($"Function {function.Name} has a {function.Type}; the local host knows blob and queue triggers."),
        }));
    }

    /// <summary>The storage that it runs on.</summary>
    public Storage Storage { get; }

    /// <summary>Opens that storage in any tool.</summary>
    public string ConnectionString => _azurite.ConnectionString;

    /// <summary>Whether <c>UseDevelopmentStorage=true</c> opens it too.</summary>
    public bool IsAtWellKnownPorts => _azurite.IsAtWellKnownPorts;

    /// <summary>The function app's last lines of output, for error messages.</summary>
    public string HandlerLog => _handler.LastLines;

    /// <summary>The function app's resident memory, in bytes.</summary>
    public long HandlerMemory => _handler.Memory;

    /// <summary>Ends when the pipeline can no longer work: never by itself, unless something broke.</summary>
    public Task Completion => _listening;

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
        tell("Starting storage (Azurite)");
        var azurite = await AzuriteServer.StartAsync(script, dataFolder, cancel);
        try
        {
            var storage = Storage.Connect(azurite.ConnectionString);
            tell("Starting the function app");
            var creating = storage.CreateStoresAsync(cancel);
            (string, string)[] settings = onHandlerLine is null ? [] : [("Telemetry__Console", "true")];
            var handler = await HandlerProcess.StartAsync(app, azurite.ConnectionString, onHandlerLine, cancel, settings);
            await creating;
            return new LocalPipeline(azurite, handler, app, storage, warn);
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _handler.DisposeAsync();
        await _azurite.DisposeAsync();
        _stop.Dispose();
    }
}

namespace Emotion.Cli.LocalHost;

/// <summary>Stands in for the Functions host on any storage: the function app, and the triggers that call it.</summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    /// <summary>Which blobs have been dealt with; beside Azurite's own files.</summary>
    public const string ReceiptsFile = "emotion.receipts";

    /// <summary>How long calls that are running may take to finish when the host stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Supervisor<HandlerProcess> _handler;
    private readonly BlobReceipts _receipts;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task[] _listeners;
    private readonly Task _supervising;

    private TriggerHost(FunctionsApp app, string connectionString, Supervisor<HandlerProcess> handler, BlobReceipts receipts, Action<string> warn)
    {
        _handler = handler;
        _receipts = receipts;
        var storage = new HostStorage(connectionString, warn);
        BlobOutage = storage.BlobOutage;
        var calls = new FunctionCalls(handler);
        HttpFunctions = [.. app.Functions.Where(function => function.Type == FunctionDefinition.HttpTrigger)];
        _listeners = [.. app.Functions.Except(HttpFunctions).Select(function => function.Type switch
        {
            FunctionDefinition.BlobTrigger => new BlobListener(function, app.Host, storage, receipts, calls, warn).RunAsync(_stop.Token, _abort.Token),
            FunctionDefinition.QueueTrigger => new QueueListener(function, app.Host, storage, calls, warn).RunAsync(_stop.Token, _abort.Token),
            _ => throw new CommandException($"Function {function.Name} has a {function.Type}; the local host knows blob, queue and HTTP triggers."),
        })];
        _supervising = handler.RunAsync(_abort.Token);
        Completion = FirstEndAsync();
    }

    /// <summary>How the storage's blob service does.</summary>
    public Outage BlobOutage { get; }

    /// <summary>The functions that are called over HTTP, by a <see cref="Page.PageServer"/>.</summary>
    public IReadOnlyList<FunctionDefinition> HttpFunctions { get; }

    /// <summary>The function app.</summary>
    public HandlerProcess Handler => _handler.Latest;

    /// <summary>Ends when the host can no longer work: never by itself, unless something broke for good.</summary>
    public Task Completion { get; }

    /// <summary>Starts the function app and listens.</summary>
    /// <param name="app">The app.</param>
    /// <param name="connectionString">The storage.</param>
    /// <param name="dataFolder">Where the host keeps what it has to remember; null for memory only.</param>
    /// <param name="warn">Hears of failed attempts, outages and restarts.</param>
    /// <param name="onHandlerLine">Hears the function app's log.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="settings">App settings.</param>
    /// <exception cref="CommandException">The function app does not start.</exception>
    public static async Task<TriggerHost> StartAsync(
        FunctionsApp app,
        string connectionString,
        string? dataFolder,
        Action<string> warn,
        Action<string>? onHandlerLine,
        CancellationToken cancel,
        params (string Name, string Value)[] settings)
    {
        var receipts = BlobReceipts.Open(dataFolder is null ? null : Path.Combine(dataFolder, ReceiptsFile));
        try
        {
            var handler = await StartHandlerAsync(cancel);
            return new TriggerHost(app, connectionString, new Supervisor<HandlerProcess>(handler, (_, token) => StartHandlerAsync(token), warn), receipts, warn);
        }
        catch
        {
            receipts.Dispose();
            throw;
        }

        Task<HandlerProcess> StartHandlerAsync(CancellationToken token) => HandlerProcess.StartAsync(app, connectionString, onHandlerLine, token, settings);
    }

    /// <summary>Where the function app listens, as soon as it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancel) => (await _handler.GetAsync(cancel)).Address;

    /// <summary>Takes nothing new, lets running calls finish within the grace period, and ends the function app.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(Grace);
        await Task.WhenAll(_listeners).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _handler.DisposeAsync();
        _receipts.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <summary>One part that broke is enough: the others would go on without it, and nobody would know.</summary>
    private async Task FirstEndAsync()
    {
        try
        {
            await await Task.WhenAny([.. _listeners, _supervising]);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Emotion.Cli.LocalHost;

/// <summary>A running Azurite.</summary>
internal sealed partial class AzuriteServer : ISupervised
{
    /// <summary>
    /// Runs before Azurite, in its process. Its input ends with this program, however that ends: Azurite then saves (or, still starting, has nothing to save) and ends too, though nobody reads its
    /// output any more, and does not go on writing to a folder that the next one uses. Ctrl+C, and a terminal that is closed, reach all programs of the
    /// terminal at once: Azurite must not end before the calls that still write to it, so what it does at these signals is taken from it.
    /// </summary>
    private const string Preload = """
        process.stdin.resume().once('end', () => process.emit('SIGTERM') || process.exit());
        for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
        const terminal = ['SIGINT', 'SIGHUP'];
        for (const signal of terminal) process.on(signal, () => {});
        process.on('newListener', (name, listener) => { if (terminal.includes(name)) process.nextTick(() => process.off(name, listener)); });
        """;

    /// <summary>Azurite's account is the same everywhere, and public: it opens nothing but emulators.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Where tools look for Azurite unless told otherwise (<c>UseDevelopmentStorage=true</c>).</summary>
    private static readonly AzuritePorts WellKnownPorts = new(10000, 10001, 10002);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private AzuriteServer(ChildProcess process, AzuritePorts ports)
    {
        _process = process;
        Ports = ports;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Account};QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Account};TableEndpoint=http://127.0.0.1:{ports.Table}/{Account};";
        IsAtWellKnownPorts = ports == WellKnownPorts;
    }

    /// <summary>Where it listens.</summary>
    public AzuritePorts Ports { get; }

    /// <summary>Its process id.</summary>
    public int ProcessId => _process.Id;

    /// <inheritdoc/>
    public Task Ended => _process.Ended;

    /// <inheritdoc/>
    public string Ending => _process.Ending;

    /// <summary>Its last lines of output.</summary>
    public string LastLines => _process.LastLines;

    /// <summary>Opens this storage in any tool.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether <c>UseDevelopmentStorage=true</c> opens it too.</summary>
    public bool IsAtWellKnownPorts { get; }

    /// <summary>Starts Azurite and waits until it listens.</summary>
    /// <param name="script">Azurite's main script.</param>
    /// <param name="dataFolder">Where it keeps its data; null for memory only.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="at">Where it listens; null to choose.</param>
    /// <exception cref="CommandException">It does not start.</exception>
    public static async Task<AzuriteServer> StartAsync(string script, string? dataFolder, CancellationToken cancel, AzuritePorts? at = null)
    {
        if (at is not null)
            return await StartAtAsync(script, dataFolder, at, cancel);
        try
        {
            // Data that outlives the process deserves the ports that other tools know; a throw-away storage takes any.
            if (dataFolder is not null && WellKnownPorts.AreFree())
                return await StartAtAsync(script, dataFolder, WellKnownPorts, cancel);
        }
        catch (CommandException)
        {
            // Somebody else took them meanwhile.
        }

        return await StartAtAsync(script, dataFolder, AzuritePorts.Any, cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<AzuriteServer> StartAtAsync(string script, string? dataFolder, AzuritePorts ports, CancellationToken cancel)
    {
        var listening = new TaskCompletionSource<AzuritePorts>(TaskCreationOptions.RunContinuationsAsynchronously);
        var found = new Dictionary<string, int>();
        var process = ChildProcess.Start("Azurite", Command(script, dataFolder, ports), line =>
        {
            if (ListeningLine().Match(line) is not { Success: true } match)
                return;
            found[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            if (found.Count == 3)
                listening.TrySetResult(new AzuritePorts(found["Blob"], found["Queue"], found["Table"]));
        });
        try
        {
            var ended = process.WaitAsync(cancel);
            if (await Task.WhenAny(listening.Task, ended, Task.Delay(StartLimit, cancel)) != listening.Task)
            {
                await ended.WaitAsync(TimeSpan.Zero, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancel.ThrowIfCancellationRequested();
                throw process.Failure("did not start");
            }

            return new AzuriteServer(process, await listening.Task);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static ProcessStartInfo Command(string script, string? dataFolder, AzuritePorts ports)
    {
        // --skipApiVersionCheck: the SDKs speak a newer version than Azurite admits to know; the calls used here are the same in both.
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "--import", "data:text/javascript," + Uri.EscapeDataString(Preload), script, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--blobHost", "127.0.0.1", "--blobPort", $"{ports.Blob}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{ports.Queue}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{ports.Table}",
            },
        };
        if (dataFolder is null)
            start.ArgumentList.Add("--inMemoryPersistence");
        else
        {
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(dataFolder);
        }

        return start;
    }

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex ListeningLine();
}

/// <summary>Azurite's three ports; 0 lets the system choose.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    public static readonly AzuritePorts Any = new(0, 0, 0);

    public bool AreFree() => Port.IsFree(Blob) && Port.IsFree(Queue) && Port.IsFree(Table);
}

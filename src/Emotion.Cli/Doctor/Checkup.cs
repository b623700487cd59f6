using System.Runtime.CompilerServices;
using Emotion.Audio;
using Emotion.Cli.Commands;
using Emotion.Cli.LocalHost;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Doctor;

/// <summary>Looks at all that the commands need, one part after the other.</summary>
internal static class Checkup
{
    private const int OldestNode = 20;

    /// <summary>For the storage's first answer: the SDK would try for minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>All findings; nothing is changed.</summary>
    /// <param name="folder">The folder of the tool, with model and samples.</param>
    /// <param name="connect">Connects to the storage that commands would use.</param>
    /// <param name="isLocal">Whether that is the local pipeline's, which need not run but must be able to.</param>
    /// <param name="cancel">Gives up.</param>
    public static async IAsyncEnumerable<Finding> RunAsync(
        string folder, Func<Storage> connect, bool isLocal, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await NodeAsync(isLocal, cancel);
        yield return await NpmAsync(isLocal, cancel);
        yield return Azurite();
        yield return await FfmpegAsync(cancel);
        yield return FunctionApp(folder);
        yield return Model(folder);
        var (reached, storage) = await StorageAsync(connect, isLocal, cancel);
        yield return reached;
        if (storage is not null)
            yield return await ModelInUseAsync(storage, cancel);
    }

    private static async Task<Finding> NodeAsync(bool isLocal, CancellationToken cancel)
    {
        const string mend = "Install Node.js 20 or newer (https://nodejs.org): Azurite, the storage on this machine, runs on it.";
        var version = await InstalledProgram.AskAsync("node", "--version", cancel);
        var isNewEnough = Version.TryParse(version?.TrimStart('v'), out var parsed) && parsed.Major >= OldestNode;
        return isNewEnough
            ? new Finding("Node.js", Health.Good, version!)
            : new Finding("Node.js", LackOf(isLocal), version is null ? "missing, or does not start" : $"{version} is too old", mend);
    }

    /// <summary>Whoever works on a storage elsewhere needs no pipeline here.</summary>
    private static Health LackOf(bool isLocal) => isLocal ? Health.Broken : Health.Missing;

    private static async Task<Finding> NpmAsync(bool isLocal, CancellationToken cancel) =>
        await InstalledProgram.AskAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "--version", cancel) is { } version
            ? new Finding("npm", Health.Good, version)
            : AzuriteInstaller.FindInstalled() is not null
                ? new Finding("npm", Health.Missing, "missing, or does not start; it installs Azurite, which is there already")
                : new Finding("npm", LackOf(isLocal), "missing, or does not start", "Install it with Node.js (https://nodejs.org): it installs Azurite.");

    private static Finding Azurite() => AzuriteInstaller.FindInstalled() is { } script
        ? new Finding("Azurite", Health.Good, script)
        : new Finding("Azurite", Health.Missing, "not installed yet", "Nothing to do: 'emotion up' and 'emotion demo' install it, once, in about a minute.");

    private static async Task<Finding> FfmpegAsync(CancellationToken cancel) =>
        await InstalledProgram.AskAsync("ffmpeg", "-version", cancel) is { } version
            ? new Finding("ffmpeg", Health.Good, version)
            : new Finding("ffmpeg", Health.Missing, "missing, or does not start: WAV files alone can be read", "For FLAC, MP3, Ogg, Opus, M4A, AAC and WebM install it (https://ffmpeg.org).");

    private static Finding FunctionApp(string folder)
    {
        try
        {
            var app = FunctionsApp.Read(folder);
            return new Finding("Function app", Health.Good, $"{app.Functions.Count} functions");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Finding("Function app", Health.Broken, e.Message, "Install or build the tool again.");
        }
    }

    /// <summary>The model that ships, tried on a sample: features and ONNX Runtime work, or say why not.</summary>
    private static Finding Model(string folder)
    {
        try
        {
            var bundle = ModelBundle.LoadCurrent(Path.Combine(folder, "models"));
            using var scorer = ServedScorer.Load(bundle);
            using var sample = File.OpenRead(Directory.EnumerateFiles(Path.Combine(folder, "samples"), "*voice.wav").Order(StringComparer.Ordinal).First());
            var answer = scorer.Score(ClipAnalyzer.Analyze(sample, ServedScorer.RecipeOf(scorer)).Window.Vector);
            return new Finding("Model", Health.Good, $"{bundle.Card.Version} scores a sample ({answer.Emotion})");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Finding("Model", Health.Broken, e.Message, "Install or build the tool again.");
        }
    }

    /// <summary>The storage too, where it answers.</summary>
    private static async Task<(Finding Finding, Storage? Storage)> StorageAsync(Func<Storage> connect, bool isLocal, CancellationToken cancel)
    {
        Storage storage;
        try
        {
            storage = connect();
        }
        catch (FormatException e)
        {
            return (new Finding("Storage", Health.Broken, e.Message, "Give a connection string or the name of an account by --storage."), null);
        }

        var account = storage.Blobs.AccountName;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var isEmpty = !await new ResultTable(storage.Tables).QueryOutcomesAsync(new ResultQuery(), patience.Token).AnyAsync(patience.Token);
            return (new Finding("Storage", Health.Good, isEmpty ? $"{account} answers; it holds no results yet" : $"{account} answers, and holds results"), storage);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            const string mend = "A firewall, a VPN or a private endpoint may be in the way, or signing in takes so long (az login); or name another storage by --storage.";
            return (new Finding("Storage", Health.Broken, $"{account} has not answered within {Patience.TotalSeconds:0} s", mend), null);
        }
        catch (Exception e) when (StorageErrors.IsMissing(e))
        {
            return (new Finding("Storage", Health.Good, $"{account} answers; no pipeline has run on it yet"), storage);
        }
        catch (Exception e) when (StorageErrors.Explain(e) is { } why)
        {
            var finding = isLocal
                ? new Finding("Storage", Health.Missing, "no pipeline is running on this machine", "'emotion up' starts one; or name a storage by --storage.")
                : new Finding("Storage", Health.Broken, $"{account}: {why}", "See docs/deploy.md for the roles that are needed.");
            return (finding, null);
        }
    }

    private static async Task<Finding> ModelInUseAsync(Storage storage, CancellationToken cancel)
    {
        const string mend = "Activate another version (emotion models list), or publish this one again.";
        var models = new PublishedModels(storage.Blobs);
        try
        {
            return await models.FindCurrentAsync(cancel) switch
            {
                null => new Finding("Published model", Health.Good, "none: the pipeline scores with the one that it ships with"),
                { Model: { } current } => Served(await models.DownloadBundleAsync(current.Version, cancel)),
                { } file => new Finding("Published model", Health.Broken, file.Problem ?? "current.json cannot be read", mend),
            };
        }
        catch (InvalidModelException e)
        {
            return new Finding("Published model", Health.Broken, e.Message, mend);
        }
        catch (Exception e) when (StorageErrors.Explain(e) is { } why)
        {
            return new Finding("Published model", Health.Broken, why, "The pipeline must be able to read container models: docs/deploy.md has the roles.");
        }

        static Finding Served(ModelBundle bundle)
        {
            ServedScorer.Check(bundle);
            return new Finding("Published model", Health.Good, bundle.Card.Version);
        }
    }
}

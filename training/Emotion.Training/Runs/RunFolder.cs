using System.Text.Json;
using Emotion.Inference;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;

namespace Emotion.Training.Runs;

/// <summary>
/// The folder of a run: its settings, the checkpoint of the training that is going on, and the results and networks of those that are done. A run that
/// was cut off goes on from there. One process at a time works in it.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>The training on all clips, among those of the protocols' folds.</summary>
    public const string AllClips = "all-clips";

    private const string SettingsFile = "run.json";
    private const string LockFile = "run.lock";
    private const string Results = "results";

    private readonly FileStream _lock;

    private RunFolder(string root, FileStream @lock, DateTimeOffset started, RunSettings settings)
    {
        Root = root;
        _lock = @lock;
        Started = started;
        Settings = settings;
    }

    /// <summary>When the run was started first.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>What the run depends on.</summary>
    public RunSettings Settings { get; }

    /// <summary>Checks, before the long work, that a run may start or go on in a folder.</summary>
    /// <exception cref="TrainingException">A run lies there that is not to be gone on with.</exception>
    public static void Check(string root, bool resume)
    {
        if (!resume && File.Exists(Path.Combine(root, SettingsFile)))
            throw new TrainingException($"{root} holds a run already. Go on with it by --resume, choose another folder by --run, or remove it.");
    }

    /// <summary>Checks that no run lies in a folder: only a training goes on with one.</summary>
    /// <exception cref="TrainingException">One does.</exception>
    public static void CheckNone(string root)
    {
        if (File.Exists(Path.Combine(root, SettingsFile)))
            throw new TrainingException($"{root} holds a run of 'train'. Choose another folder by --run.");
    }

    /// <summary>Opens a run's folder, or makes it.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="settings">What the run depends on.</param>
    /// <param name="now">When it starts, if it is new.</param>
    /// <exception cref="TrainingException">A run with other settings lies there, another process is at work there, or nothing can be written there.</exception>
    public static RunFolder Open(string root, RunSettings settings, DateTimeOffset now)
    {
        var @lock = Lock(root);
        try
        {
            var file = Path.Combine(root, SettingsFile);
            if (!File.Exists(file))
                WriteWhole(file, new SavedRun(now, settings.ToNode()).ToJson());

            var saved = Read(root);
            if (saved.FirstMissing(settings.ToNode()) is { } missing)
            {
                throw new TrainingException($"{file} was written by an earlier version of this program, which did not note {missing}. If clips and options are the same "
                    + $"as then, add \"{missing}\": {settings.ToNode()[missing]?.ToJsonString() ?? "null"} to its Settings; if not, choose another folder by --run.");
            }

            return saved.FirstDifference(settings.ToNode()) is { } difference
                ? throw new TrainingException($"{root} holds a run with other settings: {difference}. Give the same options, and the same corpora in the "
                    + "same order, or choose another folder by --run.")
                : new RunFolder(root, @lock, saved.Started, settings);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of a run that was started before.</summary>
    /// <param name="root">The folder.</param>
    /// <exception cref="TrainingException">There is no run, or another process is at work there.</exception>
    public static RunFolder Reopen(string root)
    {
        var (started, settings) = Look(root);
        return new RunFolder(root, Lock(root), started, settings);
    }

    /// <summary>When a run was started first, and its settings. Another process may be at work there.</summary>
    /// <param name="root">The folder.</param>
    /// <exception cref="TrainingException">There is no run.</exception>
    internal static (DateTimeOffset Started, RunSettings Settings) Look(string root)
    {
        if (!File.Exists(Path.Combine(root, SettingsFile)))
            throw new TrainingException($"{root} holds no run: there is no {SettingsFile}. Give a folder that 'train --run' wrote.");

        var saved = Read(root);
        try
        {
            return (saved.Started, RunSettings.Of(saved.Settings));
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{Path.Combine(root, SettingsFile)} was written by another version of this program: {e.Message} "
                + "Give the command of that run with --resume: it says which setting to add, and its value.", e);
        }
    }

    /// <summary>Where the checkpoints of a training lie.</summary>
    /// <param name="training">Names the training: for example its protocol and its fold.</param>
    public Checkpoints CheckpointsOf(params string[] training) => new(Path.Combine([Root, "checkpoints", .. training]));

    /// <summary>The results of a training; null where it is not done.</summary>
    /// <exception cref="TrainingException">They are damaged, for example by a power cut.</exception>
    internal SavedFold? Load(string protocol, string fold)
    {
        var file = ResultFile(protocol, fold);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<SavedFold>(File.ReadAllText(file)) : null;
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{file} cannot be understood. Remove it, and 'train' with --resume does that training again.", e);
        }
    }

    /// <summary>Whether the run was measured by a protocol, if only by a part of it.</summary>
    /// <param name="protocol">Its name.</param>
    public bool Measured(string protocol) => Directory.Exists(Path.Combine(Root, Results, protocol));

    /// <summary>What the run was measured to be by a protocol.</summary>
    /// <param name="protocol">The protocol, laid out as it was for the run.</param>
    /// <param name="labels">The labels, in the order of the probabilities.</param>
    /// <exception cref="TrainingException">Some of its trainings are not done, or belong to other clips.</exception>
    public ProtocolRun Load(Protocol protocol, IReadOnlyList<string> labels) => new()
    {
        Protocol = protocol.Name,
        Description = protocol.Description,
        Labels = labels,
        Folds = [.. protocol.Folds.Select(fold => Load(protocol.Name, fold.Name)?.ToRun(fold, NetworkKind.Of(Settings.Recipe.Network)) ?? throw new TrainingException(
            $"{Root} has not done {protocol.Name} {fold.Name} yet. Go on with it by 'train' with --resume, then give this command again."))],
    };

    /// <summary>The model that the run trained on all clips.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public ModelBundle Model => ModelOf(Root);

    /// <summary>The model that a run trained on all clips.</summary>
    /// <param name="root">The run's folder.</param>
    /// <exception cref="TrainingException">There is none.</exception>
    internal static ModelBundle ModelOf(string root) => Directory.Exists(ModelFolder(root))
        ? ModelBundle.Load(ModelFolder(root))
        : throw new TrainingException($"{root} has no model: it was run with --measure-only. Give the same command with --out DIR and --resume, or measure only here too.");

    /// <summary>The name of a run, without the path of this machine.</summary>
    /// <param name="root">The run's folder.</param>
    internal static string NameOf(string root) => Path.GetFileName(Path.TrimEndingDirectorySeparator(root));

    /// <summary>Where the network of a training lies, to teach others by.</summary>
    /// <param name="root">The run's folder.</param>
    /// <param name="training">Names the training: its protocol and its fold, or <see cref="AllClips"/>.</param>
    internal static string NetworkFile(string root, params string[] training) => Path.Combine([root, "networks", .. training]) + ".dat";

    /// <summary>Keeps the network of a training.</summary>
    internal void KeepNetwork(TrainedModel model, params string[] training)
    {
        var file = NetworkFile(Root, training);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        model.SaveNetwork(file + ".draft");
        File.Move(file + ".draft", file, overwrite: true);
    }

    /// <summary>Keeps the model that was trained on all clips.</summary>
    public void Keep(ModelBundle bundle)
    {
        var folder = ModelFolder(Root);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, ModelBundle.ModelFile), bundle.Onnx);
        WriteWhole(Path.Combine(folder, ModelBundle.CardFile), bundle.Card.ToJson());
    }

    /// <summary>Saves the results of a training, whole or not at all.</summary>
    internal void Save(string protocol, string fold, SavedFold result)
    {
        var file = ResultFile(protocol, fold);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WriteWhole(file, JsonSerializer.Serialize(result));
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>The system lets go of it whenever the process ends, however it ends.</summary>
    private static FileStream Lock(string root)
    {
        try
        {
            Directory.CreateDirectory(root);
            return new FileStream(Path.Combine(root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The run cannot be kept in {root}: {e.Message} If another training is at work there, wait for it; else "
                + "choose another folder by --run.", e);
        }
    }

    private static void WriteWhole(string file, string content)
    {
        File.WriteAllText(file + ".draft", content);
        File.Move(file + ".draft", file, overwrite: true);
    }

    private static SavedRun Read(string root)
    {
        var file = Path.Combine(root, SettingsFile);
        return SavedRun.Parse(File.ReadAllText(file))
            ?? throw new TrainingException($"{file} cannot be understood. Remove {root}, or choose another folder by --run.");
    }

    private static string ModelFolder(string root) => Path.Combine(root, "model");

    private string ResultFile(string protocol, string fold) => Path.Combine(Root, Results, protocol, $"{fold}.json");
}

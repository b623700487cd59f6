using System.Text.Json;
using Emotion.Training.Learning;

namespace Emotion.Training.Runs;

/// <summary>
/// The folder of a run: its settings, the checkpoint of the training that is going on, and the results of those that are done. A run that
/// was cut off goes on from there.
/// </summary>
public sealed class RunFolder
{
    private const string SettingsFile = "run.json";

    private readonly string _root;

    private RunFolder(string root, DateTimeOffset started)
    {
        _root = root;
        Started = started;
    }

    /// <summary>When the run was started first.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>Checks, before the long work, that a run may start or go on in a folder.</summary>
    /// <exception cref="TrainingException">A run lies there that is not to be gone on with.</exception>
    public static void Check(string root, bool resume)
    {
        if (!resume && File.Exists(Path.Combine(root, SettingsFile)))
            throw new TrainingException($"{root} holds a run already. Go on with it by --resume, choose another folder by --run, or remove it.");
    }

    /// <summary>Opens a run's folder, or makes it.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="settings">What the run depends on.</param>
    /// <param name="now">When it starts, if it is new.</param>
    /// <exception cref="TrainingException">A run with other settings lies there, or nothing can be written there.</exception>
    public static RunFolder Open(string root, RunSettings settings, DateTimeOffset now)
    {
        var file = Path.Combine(root, SettingsFile);
        try
        {
            if (!File.Exists(file))
            {
                Directory.CreateDirectory(root);
                File.WriteAllText(file, new SavedRun(now, settings.ToNode()).ToJson());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The run cannot be kept in {root}: {e.Message} Choose another folder by --run.", e);
        }

        var saved = SavedRun.Parse(File.ReadAllText(file));
        if (saved.FirstDifference(settings.ToNode()) is { } difference)
        {
            throw new TrainingException($"{root} holds a run with other settings: {difference}. Give the same options and corpora, or choose "
                + "another folder by --run.");
        }

        return new RunFolder(root, saved.Started);
    }

    /// <summary>Where the checkpoints of a training lie.</summary>
    /// <param name="protocol">The protocol that it belongs to.</param>
    /// <param name="fold">The fold.</param>
    public Checkpoints CheckpointsOf(string protocol, string fold) => new(Path.Combine(_root, "checkpoints", protocol, fold));

    /// <summary>The results of a training; null where it is not done.</summary>
    internal SavedFold? Load(string protocol, string fold)
    {
        var file = ResultFile(protocol, fold);
        return File.Exists(file) ? JsonSerializer.Deserialize<SavedFold>(File.ReadAllText(file)) : null;
    }

    /// <summary>Saves the results of a training, whole or not at all.</summary>
    internal void Save(string protocol, string fold, SavedFold result)
    {
        var file = ResultFile(protocol, fold);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".draft", JsonSerializer.Serialize(result));
        File.Move(file + ".draft", file, overwrite: true);
    }

    private string ResultFile(string protocol, string fold) => Path.Combine(_root, "results", protocol, $"{fold}.json");
}

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

    private RunFolder(string root) => _root = root;

    /// <summary>Opens a run's folder.</summary>
    /// <param name="root">The folder; it is made if it is missing.</param>
    /// <param name="settings">What the run depends on.</param>
    /// <param name="resume">Whether to go on with the run that lies there.</param>
    /// <exception cref="TrainingException">A run lies there that is not to be gone on with, or that has other settings.</exception>
    public static RunFolder Open(string root, RunSettings settings, bool resume)
    {
        var file = Path.Combine(root, SettingsFile);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(root);
            File.WriteAllText(file, settings.ToJson());
        }
        else if (!resume)
        {
            throw new TrainingException($"{root} holds a run already. Go on with it by --resume, choose another folder by --run, or remove it.");
        }
        else if (FirstDifference(File.ReadAllText(file), settings.ToJson()) is var (there, here))
        {
            throw new TrainingException($"{root} holds a run with other settings ({there}, now {here}). Give the same options and corpora, "
                + "or choose another folder by --run.");
        }

        return new RunFolder(root);
    }

    /// <summary>Where the checkpoints of a training lie.</summary>
    /// <param name="protocol">The protocol that it belongs to.</param>
    /// <param name="fold">The fold.</param>
    public Checkpoints CheckpointsOf(string protocol, string fold) => new(Path.Combine(_root, "checkpoints", protocol, fold));

    /// <summary>Whether the results of a training lie here.</summary>
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

    private static (string There, string Here)? FirstDifference(string there, string here) => there.Split('\n')
        .Zip(here.Split('\n'), (a, b) => (There: a.Trim(' ', ','), Here: b.Trim(' ', ',')))
        .Where(lines => lines.There != lines.Here)
        .Select(lines => ((string, string)?)lines)
        .FirstOrDefault();
}

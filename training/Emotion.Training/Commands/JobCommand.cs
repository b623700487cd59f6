using System.Collections;
using System.CommandLine;
using Emotion.Training.Jobs;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>job</c>: what the container runs. It trains, evaluates and publishes by the program's own commands, told by environment variables.</summary>
public static class JobCommand
{
    private const int BadSettings = 2;

    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="run">Runs another command of the program, and gives its exit code.</param>
    public static Command Create(IAnsiConsole console, TextWriter errors, Func<string[], Task<int>> run)
    {
        var command = new Command("job", "Trains, measures and publishes, told by environment variables: the container's entry point. See docs/training-job.md.");

        // Waited for here, so that the training has the main thread and watches for signals itself.
        command.SetAction(_ => RunAsync(Environment(), console, errors, run).GetAwaiter().GetResult());
        return command;
    }

    /// <summary>Runs a job.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="console">Where it reports.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="run">Runs another command of the program, and gives its exit code.</param>
    /// <returns>The first exit code of a command that is not 0, or 2 if the settings make no sense.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyDictionary<string, string> environment, IAnsiConsole console, TextWriter errors, Func<string[], Task<int>> run)
    {
        JobSettings settings;
        JobFolder folder;
        try
        {
            settings = JobSettings.Parse(environment);
            folder = new JobFolder(settings);
            folder.Claim();
        }
        catch (TrainingException e)
        {
            await errors.WriteLineAsync($"error: {e.Message}");
            return BadSettings;
        }

        if (settings.Resume && folder.Model() is { } trained)
            console.WriteUnbroken($"{trained} is trained already.");
        else if (await Step(settings.TrainOrResume, settings.TrainOrResume) is var code and not 0)
            return code;

        if (folder.Model() is not { } model)
            return 0;
        if (settings.Evaluation.Count > 0 && await Step(settings.Evaluate(model), settings.Evaluate(model)) is var failure and not 0)
            return failure;
        return settings.Storage is null ? 0 : await Step(settings.Publish(model), settings.PublishShown(model));

        Task<int> Step(IReadOnlyList<string> arguments, IReadOnlyList<string> shown)
        {
            console.WriteUnbroken(ShellText.Of(shown));
            return run([.. arguments]);
        }
    }

    private static Dictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}

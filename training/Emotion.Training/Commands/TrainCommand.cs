using System.CommandLine;
using System.Text.RegularExpressions;
using Emotion.Training.Learning;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>train</c>: its options, and the job that they start.</summary>
public static partial class TrainCommand
{
    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    /// <param name="clock">Dates the model.</param>
    public static Command Create(IAnsiConsole console, TimeProvider clock)
    {
        var defaults = new Recipe();
        var ravdess = Folder("--ravdess", "Folder that holds RAVDESS's speech, at any depth.");
        var output = Folder("--out", "Folder to write the model bundle to.");
        var seed = new Option<int>("--seed") { Description = "Makes a training repeatable.", DefaultValueFactory = _ => defaults.Seed };
        var epochs = AtLeastOne("--epochs", "Passes over the training clips.", defaults.Epochs);
        var holdOut = AtLeastOne("--hold-out", "Speakers to leave out of a first training and to measure on.", 4);
        var version = VersionName("--version", "Name of the bundle. Default: network, corpus and date.");

        var command = new Command("train", "Measures a network on speakers of RAVDESS that it never heard, then trains it on all.")
        {
            ravdess, output, seed, epochs, holdOut, version,
        };
        command.SetAction((result, cancellation) =>
        {
            var options = new TrainOptions(
                result.GetRequiredValue(ravdess),
                result.GetRequiredValue(output),
                defaults with { Seed = result.GetValue(seed), Epochs = result.GetValue(epochs) },
                result.GetValue(holdOut),
                result.GetValue(version));

            // On a thread of its own: Ctrl+C is only watched once the action has handed back a task.
            return Task.Run(() => { new TrainJob(options, new TrainingLog(console), clock).Run(cancellation); }, CancellationToken.None);
        });
        return command;
    }

    private static Option<string> Folder(string name, string description) =>
        new(name) { Description = description, Required = true, HelpName = "DIR" };

    private static Option<string?> VersionName(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (!FolderName().IsMatch(result.GetValueOrDefault<string?>() ?? ""))
                result.AddError($"{name} becomes a folder: letters, digits, '.', '_' and '-', the first a letter or a digit.");
        });
        return option;
    }

    private static Option<int> AtLeastOne(string name, string description, int defaultValue)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1.");
        });
        return option;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex FolderName();
}

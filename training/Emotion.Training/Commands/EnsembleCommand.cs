using System.CommandLine;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>ensemble</c>: makes one model of those that several runs trained.</summary>
public static class EnsembleCommand
{
    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    /// <param name="clock">Dates the model.</param>
    public static Command Create(IAnsiConsole console, TimeProvider clock)
    {
        var corpora = new CorpusOptions();
        var members = new Option<string[]>("--member")
        {
            Description = "The folder of a run of 'train' that is done. Give two or more: of the same corpora, protocols, folds and seed.",
            AllowMultipleArgumentsPerToken = true,
            Required = true,
            HelpName = "RUN",
        };
        members.Validators.Add(result =>
        {
            if (result.Tokens.Count < 2)
                result.AddError("An ensemble takes two or more runs: give --member for each.");
            if (result.Tokens.CountBy(token => Path.GetFullPath(token.Value)).FirstOrDefault(run => run.Value > 1).Key is { } twice)
                result.AddError($"--member {twice} is given twice.");
        });
        var output = new Option<string?>("--out") { Description = "Folder to write the model bundle to.", HelpName = "DIR" };
        var measureOnly = new Option<bool>("--measure-only") { Description = "Measure, and write no model." };
        var version = OptionKinds.Version("Name of the bundle. Default: ensemble, corpora and date.");
        var run = new Option<string?>("--run") { Description = "Folder of the report. Default: runs/ and a name made of the corpora.", HelpName = "DIR" };

        var command = new Command(
            "ensemble",
            "Makes one model of the networks of several runs: it gives the mean of their log probabilities, calibrated anew. It is measured by the protocols "
                + "that all of them were measured by, from what they kept of these; nothing is trained.")
        {
            members, output, measureOnly, version, run,
        };
        corpora.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && !result.GetValue(measureOnly))
                result.AddError("Give --out DIR for the model bundle, or --measure-only.");
        });
        command.SetAction(result =>
        {
            using var stop = new StopSignal();
            var options = new EnsembleOptions
            {
                Corpora = corpora.Words(result),
                Members = result.GetRequiredValue(members),
                Output = result.GetValue(measureOnly) ? null : result.GetValue(output),
                Run = result.GetValue(run),
                Version = result.GetValue(version),
            };
            new EnsembleJob(options, corpora.Find(result), corpora.Cache(result), new CorpusReading(console), new TrainingLog(console), clock).Run(stop.Token);
        });
        return command;
    }
}

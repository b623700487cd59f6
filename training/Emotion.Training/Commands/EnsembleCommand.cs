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
        var output = new OutputOptions("ensemble, corpora and date", "Folder of the report. Default: runs/ and a name made of the corpora.");

        var command = new Command(
            "ensemble",
            "Makes one model of the networks of several runs: it gives the mean of their log probabilities, weighted as suits new speakers best. It is measured by the protocols "
                + "that all of them were measured by, from what they kept of these; nothing is trained.")
        {
            members,
        };
        output.AddTo(command);
        corpora.AddTo(command);
        command.SetAction(result =>
        {
            using var stop = new StopSignal();
            var options = new EnsembleOptions
            {
                Corpora = corpora.Words(result),
                Members = result.GetRequiredValue(members),
                Output = output.Output(result),
                Run = output.Run(result),
                Version = output.Version(result),
            };
            new EnsembleJob(options, corpora.Find(result), corpora.Cache(result), new CorpusReading(console), new TrainingLog(console), clock).Run(stop.Token);
        });
        return command;
    }
}

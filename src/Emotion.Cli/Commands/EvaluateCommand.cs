using System.CommandLine;
using System.Text.Json;
using Emotion.Cli.Evaluating;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion evaluate</c>: the rows of a corpus against labels that people gave.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var labels = new Option<string>("--labels") { Description = "CSV file with columns path (in the corpus) and emotion.", HelpName = "CSV", Required = true };
        var corpus = new Option<string>("--corpus") { Description = "The corpus.", HelpName = "NAME", Required = true };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables." };
        var storage = new StorageOption();
        var command = new Command("evaluate", "Compare the results with your own labels: accuracy, UAR, Cohen's kappa, confusion.") { labels, corpus, json, storage };
        command.Does(async (parsed, cancel) =>
        {
            var name = parsed.GetValue(corpus)!;
            var given = LabelFile.Read(parsed.GetValue(labels)!);
            var rows = new ResultTable(storage.Connect(parsed).Tables).QueryAsync(new ResultQuery(name), cancel);
            var agreement = await Agreement.OfAsync(given, rows, cancel);
            if (agreement.Confusion.Clips == 0)
            {
                throw new CommandException($"No scored clip of corpus {name} has a label of the eight in {parsed.GetValue(labels)}: {Counted.Of(agreement.WithoutRow.Count, "labelled clip")} without a row there, "
                    + $"{agreement.NotScored} not scored, {Counted.Of(agreement.Unlabelled, "scored clip")} without a label, {agreement.UnknownLabels.Values.Sum()} with another label. "
                    + (agreement.UnknownLabels.Count > 0
                        ? $"Write labels as {string.Join(", ", EmotionLabels.All)}; unknown are {AgreementView.Unknown(agreement.UnknownLabels)}."
                        : "Names must be those of column Path in 'emotion results --format csv'."));
            }

            var record = AgreementRecord.Of(name, agreement);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(record, CliJson.Readable.AgreementRecord));
            else
                AgreementView.Write(Terminal.Out, record);
            return ExitCode.Done;
        });
        return command;
    }
}

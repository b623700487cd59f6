using System.CommandLine;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion results</c>: the rows of any storage.</summary>
internal static class ResultsCommand
{
    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = "Only this corpus." };
        var emotion = new Option<string?>("--emotion") { Description = "Only this emotion." };
        emotion.AcceptOnlyFromAmong([.. EmotionLabels.All]);
        var minConfidence = new Option<double?>("--min-confidence") { Description = "Only clips whose emotion has at least this probability, 0 to 1." };
        var status = new Option<ResultStatus?>("--status") { Description = "Only this outcome." };
        var format = new Option<string>("--format") { Description = "How to write them.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var storage = new StorageOption();
        var command = new Command("results", "Show the results.") { corpus, emotion, minConfidence, status, format, storage };
        command.Does(async (parsed, cancel) =>
        {
            var query = new ResultQuery(parsed.GetValue(corpus), parsed.GetValue(emotion), parsed.GetValue(minConfidence), parsed.GetValue(status));
            var rows = new ResultTable(storage.Connect(parsed).Tables).QueryAsync(query, cancel);
            switch (parsed.GetValue(format))
            {
                case "json":
                    ResultJson.Write(Console.Out, await rows.ToListAsync(cancel));
                    break;
                case "csv":
                    await ResultCsv.WriteAsync(Console.Out, rows, cancel);
                    break;
                default:
                    ResultView.Write(Terminal.Out, await rows.ToListAsync(cancel));
                    break;
            }

            return ExitCode.Done;
        });
        return command;
    }
}

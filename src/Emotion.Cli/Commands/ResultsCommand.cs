using System.CommandLine;
using Emotion.Cli.Rendering;
using Emotion.Pipeline;
using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion results</c>: the rows of any storage, chosen, sorted, counted, and written in the format that is wanted.</summary>
internal static class ResultsCommand
{
    private const int RowsOnAScreen = 100;

    public static Command Create()
    {
        var filter = new ResultFilter();
        var order = new ResultOrder();
        var groupBy = new Option<string?>("--group-by") { Description = "Count the clips of each emotion, corpus or model instead." };
        groupBy.AcceptOnlyFromAmong([.. ResultGroup.Keys.Keys]);
        var format = new TableFormat();
        var storage = new StorageOption();
        var command = new Command("results", "Show, count or export the results.");
        filter.AddTo(command);
        order.AddTo(command);
        command.Options.Add(groupBy);
        format.AddTo(command);
        command.Options.Add(storage);
        command.Does(async (parsed, cancel) =>
        {
            var rows = new ResultTable(storage.Connect(parsed).Tables).QueryAsync(filter.Query(parsed), cancel);
            var forTerminal = format.IsForTerminal(parsed);
            if (parsed.GetValue(groupBy) is not null && order.IsGiven(parsed))
                throw new CommandException("--group-by counts all rows that are chosen: leave out --sort, --descending, --skip and --limit.");

            if (parsed.GetValue(groupBy) is { } key)
                await WriteGroupsAsync(format.File(parsed), format.Name(parsed), key, await ResultGroup.CountAsync(rows, ResultGroup.Keys[key], cancel), cancel);
            else if (forTerminal)
                await ShowAsync(order.Sort(parsed, rows).Skip(order.Skip(parsed)), order.Limit(parsed) ?? RowsOnAScreen, order.Skip(parsed), cancel);
            else
                await format.WriteAsync(parsed, ResultColumns.All, Part(order.Sort(parsed, rows)).Select(ResultRecord.Of), cancel);
            return ExitCode.Done;

            IAsyncEnumerable<ClipResult> Part(IAsyncEnumerable<ClipResult> sorted) =>
                order.Limit(parsed) is { } limit ? sorted.Skip(order.Skip(parsed)).Take(limit) : sorted.Skip(order.Skip(parsed));
        });
        return command;
    }

    /// <summary>A screenful, and how to see the rest.</summary>
    private static async Task ShowAsync(IAsyncEnumerable<ClipResult> rows, int limit, int skipped, CancellationToken cancel)
    {
        var page = await rows.Take(limit + 1).ToListAsync(cancel); // one more, to know whether there is
        ResultView.Write(Terminal.Out, [.. page.Take(limit)]);
        if (page.Count > limit)
            Terminal.Out.WriteLine($"There are more: --skip {skipped + limit} shows the next, --format csv all of them, --group-by emotion counts them.");
    }

    private static Task WriteGroupsAsync(string? file, string format, string key, IReadOnlyList<ResultGroup> groups, CancellationToken cancel)
    {
        switch (format)
        {
            case "table":
                ResultGroupView.WriteTable(Terminal.Out, key, groups);
                return Task.CompletedTask;
            case "csv":
                return OutputFile.WriteAsync(file, stream => ResultGroupView.WriteCsvAsync(stream, key, groups, cancel));
            case "json":
                return OutputFile.WriteAsync(file, stream => ResultGroupView.WriteJsonAsync(stream, groups, cancel));
            default:
                throw new CommandException("Counts are written as table, csv or json.");
        }
    }
}

using System.CommandLine;
using System.Runtime.CompilerServices;
using Emotion.Cli.Rendering;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion segments</c>: what the model says of each window of recordings.</summary>
internal static class SegmentsCommand
{
    private const int RowsOnAScreen = 500;

    public static Command Create()
    {
        var clips = new Argument<string[]>("clip") { Description = "Recordings, as results name them: CORPUS/PATH.", Arity = ArgumentArity.ZeroOrMore };
        var corpus = new Option<string?>("--corpus") { Description = "All recordings of this corpus.", HelpName = "NAME" };
        var format = new TableFormat();
        var storage = new StorageOption();
        var command = new Command("segments", "Show or export the windows of recordings: when which emotion was heard.") { clips, corpus };
        format.AddTo(command);
        command.Options.Add(storage);
        command.Does(async (parsed, cancel) =>
        {
            var names = parsed.GetValue(clips)!;
            if ((names.Length > 0) == (parsed.GetValue(corpus) is not null))
                throw new CommandException("Name recordings, as CORPUS/PATH, or a corpus by --corpus.");

            var forTerminal = format.IsForTerminal(parsed);
            var tables = storage.Connect(parsed).Tables;
            var results = new ResultTable(tables);
            var recordings = parsed.GetValue(corpus) is { } name
                ? results.QueryAsync(new ResultQuery(Corpus: name, Status: ResultStatus.Scored), cancel).Where(row => row.Recording is not null)
                : FindAsync(results, names, cancel);
            var segments = SegmentsAsync(new SegmentTable(tables), recordings, cancel);
            if (forTerminal)
                await ShowAsync(segments, cancel);
            else
                await format.WriteAsync(parsed, SegmentRecord.Columns, segments, cancel);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A screenful, and how to see the rest.</summary>
    private static async Task ShowAsync(IAsyncEnumerable<SegmentRecord> segments, CancellationToken cancel)
    {
        var some = await segments.Take(RowsOnAScreen + 1).ToListAsync(cancel); // one more, to know whether there is
        SegmentView.Write(Terminal.Out, [.. some.Take(RowsOnAScreen)]);
        if (some.Count > RowsOnAScreen)
            Terminal.Out.WriteLine($"These are the first {RowsOnAScreen} windows: --format csv writes all of them.");
    }

    private static async IAsyncEnumerable<ClipResult> FindAsync(ResultTable results, string[] names, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var name in names)
        {
            var (row, _) = await results.FindAsync(ClipId.FromBlobName(name), cancel)
                ?? throw new CommandException($"There is no result of {name}. emotion results lists what there is.");
            if (row.Recording is null)
                throw new CommandException(Whole(name, row));
            yield return row;
        }
    }

    private static string Whole(string name, ClipResult row) => row.Status == ResultStatus.Scored
        ? $"{name} is a clip of {row.Audio!.DurationSeconds:0.0} s, which was scored as a whole: it has no windows."
        : $"{name} was not scored ({row.Status}, {row.Reason}): {row.Detail}";

    private static async IAsyncEnumerable<SegmentRecord> SegmentsAsync(
        SegmentTable table, IAsyncEnumerable<ClipResult> recordings, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var recording in recordings.WithCancellation(cancel))
        {
            await foreach (var segment in table.QueryAsync(recording, cancel))
                yield return SegmentRecord.Of(recording.Version.Clip.BlobName, segment);
        }
    }
}

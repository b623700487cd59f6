using System.CommandLine;
using Emotion.Cli.Rendering;
using Emotion.Pipeline.Auditing;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion audit</c>: whether every clip has its row.</summary>
internal static class AuditCommand
{
    private const int Parallelism = 8;

    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = "Only this corpus.", HelpName = "NAME" };
        var requeue = new Option<ClipState[]>("--requeue")
        {
            Description = "Send the clips of these states through the pipeline again.",
            HelpName = "missing|stale|failed|rejected",
            AllowMultipleArgumentsPerToken = true,
        };
        requeue.AcceptOnlyFromAmong("missing", "stale", "failed", "rejected");
        var json = new Option<bool>("--json") { Description = "Write JSON: counts, and every clip that is not settled." };
        var storage = new StorageOption();
        var command = new Command("audit", "Compare clips with rows: is every clip accounted for? Exit code 3 where one is not.") { corpus, requeue, json, storage };
        command.Does(async (parsed, cancel) =>
        {
            var connected = storage.Connect(parsed);
            var clips = new ClipStore(connected.Blobs);
            var summary = await AuditSummary.OfAsync(new ClipAudit(clips, new ResultTable(connected.Tables)).RunAsync(parsed.GetValue(corpus), cancel), cancel);
            var requeued = await RequeueAsync(clips, summary, parsed.GetValue(requeue) ?? [], cancel);
            if (parsed.GetValue(json))
                AuditJson.Write(Console.Out, summary, requeued);
            else
                AuditView.Write(Terminal.Out, summary, requeued, DateTimeOffset.UtcNow);
            return summary.IsSettled ? ExitCode.Done : ExitCode.Unsettled;
        });
        return command;
    }

    private static async Task<int> RequeueAsync(ClipStore clips, AuditSummary summary, ClipState[] states, CancellationToken cancel)
    {
        var again = summary.Unsettled.Where(clip => states.Contains(clip.State)).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel };
        await Parallel.ForEachAsync(again, options, async (clip, token) => await clips.ResendAsync(clip.Version, token));
        return again.Count;
    }
}

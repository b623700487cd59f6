using System.Globalization;
using Emotion.Pipeline.Auditing;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>An audit for a person to read.</summary>
internal static class AuditView
{
    private const int Shown = 20;
    private static readonly TimeSpan OnTheirWay = TimeSpan.FromMinutes(5);
    private static readonly ClipState[] States = Enum.GetValues<ClipState>();

    public static void Write(IAnsiConsole console, AuditSummary summary, int requeued, DateTimeOffset now)
    {
        if (summary.Corpora.Count == 0)
        {
            console.WriteLine("There are no clips, and no rows.");
            return;
        }

        console.Write(Counts(summary));
        foreach (var (state, reason, count) in summary.Reasons)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state} {reason}: {count}"));
        if (summary.Unsettled.Count > 0)
            console.Write(Unsettled(summary.Unsettled.Take(Shown)));
        foreach (var line in Conclusion(summary, requeued, now))
            console.WriteLine(line);
    }

    private static Table Counts(AuditSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Corpus").AddColumn(new TableColumn("Clips").RightAligned());
        foreach (var state in States)
            table.AddColumn(new TableColumn(state.ToString()).RightAligned());
        foreach (var corpus in summary.Corpora)
        {
            var counts = States.Select(state => summary.Count(corpus, state)).ToList();
            var clips = counts.Sum() - summary.Count(corpus, ClipState.Orphaned); // an orphan is a row
            table.AddRow([new Text(corpus), .. counts.Prepend(clips).Select(count => new Text(count.ToString(CultureInfo.InvariantCulture)))]);
        }

        return table;
    }

    private static Table Unsettled(IEnumerable<AuditedClip> clips)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clip", "State", "Reason", "Uploaded");
        foreach (var clip in clips)
        {
            var uploaded = clip.Version.LastModified.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
            table.AddRow(new Text(clip.Version.Clip.BlobName), new Text(clip.State.ToString(), Color.Yellow), new Text(clip.Reason ?? ""), new Text(uploaded));
        }

        return table;
    }

    private static IEnumerable<string> Conclusion(AuditSummary summary, int requeued, DateTimeOffset now)
    {
        if (summary.IsSettled)
        {
            yield return "Every clip is accounted for.";
            yield break;
        }

        if (summary.Unsettled.Count > Shown)
            yield return $"… and {summary.Unsettled.Count - Shown} more; --json lists all.";
        var recent = summary.Unsettled.Count(clip => clip.State is ClipState.Missing or ClipState.Stale && now - clip.Version.LastModified < OnTheirWay);
        if (recent > 0)
            yield return $"{recent} of them were uploaded within the last {OnTheirWay.TotalMinutes:0} minutes and may still be on their way.";
        yield return requeued > 0
            ? $"Sent again: {Counted.Of(requeued, "clip")}. Look again in a while."
            : "Send them again with --requeue missing stale failed, while the pipeline runs.";
    }
}

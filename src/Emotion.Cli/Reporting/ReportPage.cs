using System.Text;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Inference.Measuring;
using Emotion.Pipeline.Results;
using static Emotion.Cli.Reporting.Html;

namespace Emotion.Cli.Reporting;

/// <summary>One file that needs no network, for a screen, a phone or paper: what became of a corpus's clips, and how to write about it.</summary>
/// <param name="corpus">The corpus.</param>
/// <param name="summary">What its rows say.</param>
/// <param name="timelines">Those of its first recordings.</param>
/// <param name="card">The card of the model that scored most of them; null where it cannot be had.</param>
/// <param name="now">When the report is made.</param>
internal sealed class ReportPage(string corpus, CorpusSummary summary, IReadOnlyList<RecordingTimeline> timelines, ModelCard? card, DateTimeOffset now)
{
    /// <summary>The page.</summary>
    public override string ToString()
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Emotions in {Encode(corpus)}</title>
            <style>
            {Style()}</style>
            </head>
            <body>
            <main>

            """);
        foreach (var section in (string[])[Head(), Outcomes(), Emotions(), Confidence(), Folders(), Recordings(), Examples(), Methods(), Limits()])
            page.Append(section);
        return page.Append($"</main>\n<footer>Made by <code>emotion report --corpus {Encode(corpus)}</code> on {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</footer>\n</body>\n</html>\n").ToString();
    }

    private string Head() => Text($"""
        <h1>Emotions in {Encode(corpus)}</h1>
        <p class="lead">{Counted.Of(summary.Clips, "clip", "N0")}, {MethodText.Length(summary.Duration)} of sound in the scored ones, processed {summary.Processed.First.UtcDateTime:yyyy-MM-dd} to {summary.Processed.Last.UtcDateTime:yyyy-MM-dd}.</p>

        """);

    private string Outcomes()
    {
        var outcomes = summary.Reasons.Select(reason => (Name: $"{reason.Status}: {reason.Reason}", reason.Clips)).Prepend((Name: "Scored", Clips: summary.Scored));
        return "<h2>How the clips ended</h2>\n" + Table(
            "Every clip has one outcome. Rejected: the recording is at fault. Failed: the system gave up; emotion audit --requeue failed tries again.",
            ["Outcome", "Clips", "Share"],
            outcomes.Select(outcome => (IReadOnlyList<Cell>)[Encode(outcome.Name), Count(outcome.Clips), Percent((double)outcome.Clips / summary.Clips)]));
    }

    private string Emotions()
    {
        if (summary.Scored == 0)
            return "<h2>Emotions</h2>\n<p>No clip was scored.</p>\n";
        var knowsCertain = summary.Judged > 0;
        var rows = summary.Emotions.Where(emotion => emotion.Tally.Clips > 0).OrderByDescending(emotion => emotion.Tally.Clips).Select(emotion =>
        {
            var (share, interval) = ((double)emotion.Tally.Clips / summary.Scored, Interval.Wilson(emotion.Tally.Clips, summary.Scored));
            Cell[] certain = knowsCertain ? [Count(emotion.Tally.Certain)] : [];
            return (IReadOnlyList<Cell>)
            [
                Encode(emotion.Label), Count(emotion.Tally.Clips), Percent(share), Text($"{100 * interval.Low:0.0} to {100 * interval.High:0.0} %"),
                .. certain, new Cell(Bar(share, interval.Low, interval.High), "wide"),
            ];
        });
        string[] columns = knowsCertain ? ["Certain", "Share with interval"] : ["Share with interval"];
        return "<h2>Emotions</h2>\n" + Table(
            "Scored clips by their most probable emotion. Intervals (Wilson) cover chance in the choice of clips alone, not the model's errors.",
            ["Emotion", "Clips", "Share", "95 % interval", .. columns],
            rows);
    }

    private string Confidence()
    {
        if (summary.Scored == 0)
            return "";
        var mark = summary.Models.Count == 1 ? card?.UncertainBelow : null; // another model has another limit
        var where = mark is { } limit ? Text($": below the line at {limit:0.###}, which the model's card gives") : ", as the card of the model that scored them has it";
        var uncertain = summary.Judged > 0 ? $" {Count(summary.Uncertain)} of {Count(summary.Judged)} are uncertain{where}." : "";
        var label = Text($"Histogram of confidence from 0 to 1 in {CorpusSummary.Bins} parts: {string.Join(", ", summary.Confidences)} clips.");
        return $"<h2>Confidence</h2>\n<p>How probable the model finds the emotion that it names, clip by clip.{uncertain}</p>\n" + Columns(label, summary.Confidences, mark);
    }

    private string Folders()
    {
        if (summary.Folders.Count < 2)
            return "";
        var labels = summary.Emotions.Where(emotion => emotion.Tally.Clips > 0).Select(emotion => emotion.Label).ToList();
        var rows = summary.Folders.Select(folder => (IReadOnlyList<Cell>)
        [
            Encode(folder.Key.Length > 0 ? folder.Key : "(top)"),
            Count(folder.Value.Clips),
            .. labels.Select(label => new Cell(folder.Value.Scored > 0 ? Text($"{100.0 * folder.Value.Of(label) / folder.Value.Scored:0} %") : "")),
        ]);
        var more = summary.HasMoreFolders ? Text($" Only the first {summary.Folders.Count} are shown.") : "";
        return "<h2>By subfolder</h2>\n" + Table($"Share of each emotion among a subfolder's scored clips.{more}", ["Subfolder", "Clips", .. labels], rows);
    }

    private string Recordings()
    {
        if (timelines.Count == 0)
            return "";
        var more = summary.Recordings > timelines.Count
            ? Text($" The first {timelines.Count} of {summary.Recordings:N0} are shown; emotion segments --corpus {Encode(corpus)} exports all.")
            : "";
        return $"<h2>Recordings over time</h2>\n<p>What lasts longer than a clip was scored in windows. The height of an area is the probability of the emotion at that time, from 0 to 1; where there is none, no voice was found.{more}</p>\n"
            + string.Concat(timelines.Select(Recording));
    }

    private static string Recording(RecordingTimeline timeline)
    {
        var (row, recording) = (timeline.Row, timeline.Row.Recording!);
        var length = TimeSpan.FromSeconds(row.Audio!.DurationSeconds);
        var about = Text($"{Encode(row.Version.Clip.Path)}: {(int)length.TotalMinutes} min {length.Seconds} s, {Counted.Of(recording.Windows, "window", "N0")}");
        var rows = timeline.Probabilities.Select(one => (IReadOnlyList<Cell>)
        [
            Encode(one.Label), Percent(row.Prediction!.Probabilities[one.Label]), Percent(recording.Shares.GetValueOrDefault(one.Label)), new Cell(Area(one.Means), "wide"),
        ]);
        var table = Table(
            "The mean probability of each emotion, the share of windows where it is the most probable, and its probability from the beginning to the end.",
            ["Emotion", "Mean", "Share of windows", "Over time"],
            rows);
        return $"<details open><summary>{about}</summary>\n{table}</details>\n";
    }

    private string Examples()
    {
        var rows = summary.Emotions.Where(emotion => emotion.Tally.Clips > 0).Select(emotion => (IReadOnlyList<Cell>)
        [
            Encode(emotion.Label),
            new Cell(string.Join("<br>", emotion.Tally.Surest.Select(clip => Text($"{Encode(clip.Path)} ({clip.Confidence:0.00})"))), "text"),
        ]);
        return summary.Scored == 0 ? "" : "<h2>Clips to listen to</h2>\n"
            + Table("The surest of each emotion. Listen before you believe.", ["Emotion", "Clips (confidence)"], rows);
    }

    private string Methods() => $"""
        <h2>For the methods section</h2>
        <p class="paper">{Encode(string.Join(' ', MethodText.Sentences(summary, card)))}</p>
        <ul>
        {string.Join('\n', MethodText.Citations(card).Select(citation => $"<li>{Encode(citation)}</li>"))}
        </ul>

        """;

    private string Limits()
    {
        var limits = card?.Limits ?? ["The card of this model is not at hand: see where it was published for its limits."];
        return $"<h2>Limits</h2>\n<ul>\n{string.Join('\n', limits.Select(limit => $"<li>{Encode(limit)}</li>"))}\n</ul>\n";
    }

    private static string Count(int clips) => Text($"{clips:N0}");

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

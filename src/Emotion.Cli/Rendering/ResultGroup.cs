using Emotion.Pipeline.Results;

namespace Emotion.Cli.Rendering;

/// <summary>How many clips share an emotion, a corpus or a model, and how they ended.</summary>
/// <param name="Group">What they share; empty where rows have none, as rejected clips have no emotion.</param>
/// <param name="Clips">Their number.</param>
/// <param name="Share">Their share of all clips that were asked for.</param>
/// <param name="Scored">How many were scored.</param>
/// <param name="Rejected">How many were rejected.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Uncertain">How many of the scored are uncertain.</param>
/// <param name="MeanConfidence">Of the scored; null where there is none.</param>
internal sealed record ResultGroup(string Group, int Clips, double Share, int Scored, int Rejected, int Failed, int Uncertain, double? MeanConfidence)
{
    /// <summary>What rows can be grouped by.</summary>
    public static IReadOnlyDictionary<string, Func<ClipResult, string?>> Keys { get; } = new Dictionary<string, Func<ClipResult, string?>>
    {
        ["emotion"] = row => row.Prediction?.Emotion,
        ["corpus"] = row => row.Version.Clip.Corpus,
        ["model"] = row => row.Prediction?.ModelVersion,
    };

    /// <summary>Counts while rows stream by, so that memory does not grow with them.</summary>
    public static async Task<IReadOnlyList<ResultGroup>> CountAsync(IAsyncEnumerable<ClipResult> rows, Func<ClipResult, string?> key, CancellationToken cancel)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        var all = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            all++;
            var group = key(row) ?? "";
            tallies[group] = tallies.GetValueOrDefault(group).With(row);
        }

        return [.. tallies.Select(group => group.Value.Of(group.Key, all))];
    }

    private readonly record struct Tally(int Scored, int Rejected, int Failed, int Uncertain, double Confidence)
    {
        public Tally With(ClipResult row) => new(
            Scored + (row.Status == ResultStatus.Scored ? 1 : 0),
            Rejected + (row.Status == ResultStatus.Rejected ? 1 : 0),
            Failed + (row.Status == ResultStatus.Failed ? 1 : 0),
            Uncertain + (row.Prediction?.Uncertain == true ? 1 : 0),
            Confidence + (row.Prediction?.Confidence ?? 0));

        public ResultGroup Of(string group, int all)
        {
            var clips = Scored + Rejected + Failed;
            return new ResultGroup(group, clips, (double)clips / all, Scored, Rejected, Failed, Uncertain, Scored > 0 ? Confidence / Scored : null);
        }
    }
}

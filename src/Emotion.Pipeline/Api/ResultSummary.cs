using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>How many there are of each.</summary>
/// <param name="Clips">Rows in all.</param>
/// <param name="Statuses">By how they ended.</param>
/// <param name="Emotions">Scored clips, by their most probable label.</param>
/// <param name="Corpora">By corpus.</param>
/// <param name="Reasons">Clips that were not scored, by why.</param>
/// <param name="Uncertain">Answers that the model's card calls uncertain.</param>
/// <param name="Queued">About how many clips, of all corpora, wait in the queue for their score.</param>
public sealed record ResultSummary(
    int Clips,
    IReadOnlyDictionary<string, int> Statuses,
    IReadOnlyDictionary<string, int> Emotions,
    IReadOnlyDictionary<string, int> Corpora,
    IReadOnlyDictionary<string, int> Reasons,
    int Uncertain,
    int Queued)
{
    /// <summary>Counts the rows that a query asks for, which travel in part; nothing but the counts is held in memory.</summary>
    public static async Task<ResultSummary> CountAsync(ResultTable table, FeatureQueue queue, ResultQuery query, CancellationToken cancel)
    {
        var (clips, uncertain) = (0, 0);
        SortedDictionary<string, int> statuses = new(StringComparer.Ordinal), emotions = new(StringComparer.Ordinal), corpora = new(StringComparer.Ordinal), reasons = new(StringComparer.Ordinal);
        await foreach (var row in table.QueryAnswersAsync(query, cancel))
        {
            clips++;
            Count(statuses, row.Status.ToString());
            Count(corpora, row.Version.Clip.Corpus);
            if (row.Prediction is { } prediction)
                Count(emotions, prediction.Emotion);
            if (row.Prediction?.Uncertain == true)
                uncertain++;
            if (row.Reason is { } reason)
                Count(reasons, reason);
        }

        return new ResultSummary(clips, statuses, emotions, corpora, reasons, uncertain, await queue.CountAsync(cancel));
    }

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}

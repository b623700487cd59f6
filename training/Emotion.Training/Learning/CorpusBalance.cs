using Emotion.Training.Corpora;

namespace Emotion.Training.Learning;

/// <summary>
/// Lets small corpora be heard more often, so that a large one does not decide alone what is learnt: a corpus that is n times smaller than the
/// largest has its clips repeated √n times, between once and as often as all would be equal (Arivazhagan et al. 2019 sample languages so).
/// </summary>
public static class CorpusBalance
{
    /// <summary>The rows, those of small corpora repeated, in their order.</summary>
    public static IReadOnlyList<Row> Repeat(IReadOnlyCollection<Row> rows)
    {
        var counts = rows.CountBy(row => row.Example.Clip.Speaker.Corpus).ToDictionary();
        var largest = counts.Values.Max();
        return [.. rows.SelectMany(row => Enumerable.Repeat(row, Times(largest, counts[row.Example.Clip.Speaker.Corpus])))];
    }

    private static int Times(int largest, int count) => (int)Math.Round(Math.Sqrt((double)largest / count));
}

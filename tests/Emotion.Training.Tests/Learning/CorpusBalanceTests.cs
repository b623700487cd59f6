using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Tests.Learning;

public class CorpusBalanceTests
{
    [Theory]
    [InlineData(10, 10, 1)]
    [InlineData(10, 5, 1)]
    [InlineData(20, 5, 2)]
    [InlineData(62, 12, 2)] // as CREMA-D and RAVDESS are to each other
    [InlineData(45, 5, 3)]
    public void A_small_corpus_is_heard_more_often_but_not_as_often_as_a_large_one(int large, int small, int times)
    {
        Row[] rows = [.. Rows("crema-d", large), .. Rows("ravdess", small)];

        var repeated = CorpusBalance.Repeat(rows);

        Assert.Equal(large, repeated.Count(row => row.Example.Clip.Speaker.Corpus == "crema-d"));
        Assert.All(rows.Skip(large), row => Assert.Equal(times, repeated.Count(other => other == row)));
    }

    private static IEnumerable<Row> Rows(string corpus, int count) => Enumerable.Range(0, count).Select(i =>
        new Example(new CorpusClip($"{i}.wav", "", "calm", new Speaker(corpus, "1", Gender.Female)), "", [], []).Original);
}

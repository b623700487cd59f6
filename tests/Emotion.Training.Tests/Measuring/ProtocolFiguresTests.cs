using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class ProtocolFiguresTests
{
    private static readonly string[] Labels = ["a", "b"];
    private static readonly Speaker First = new("first", "1", Gender.Female);
    private static readonly Speaker Second = new("second", "1", Gender.Male);

    [Fact]
    public void The_headline_is_the_mean_of_the_folds_and_the_confusion_is_pooled()
    {
        var figures = ProtocolFigures.Of(Run());

        Assert.Equal(0.75, figures.Accuracy.Mean, 12); // 1/2 and 1, though 4 of 5 rows are right
        Assert.Equal(Math.Sqrt(2 * 0.25 * 0.25), figures.Accuracy.Deviation!.Value, 12);
        Assert.Equal(0.8, figures.Pooled.Accuracy, 12);
        Assert.Equal([[3, 0], [1, 1]], figures.Pooled.Confusion.Counts);
    }

    [Fact]
    public void A_corpus_has_figures_only_of_the_folds_that_test_it()
    {
        var byCorpus = ProtocolFigures.ByCorpus(Run());

        Assert.Equal(["first", "second"], byCorpus.Keys);
        Assert.Equal(["fold-1", "fold-2"], byCorpus["first"].Folds.Select(fold => fold.Name));
        Assert.Equal(new MeanAndDeviation(1, null), byCorpus["second"].Accuracy);
    }

    [Fact]
    public void One_corpus_needs_no_figures_by_corpus() =>
        Assert.Empty(ProtocolFigures.ByCorpus(Scored.Run("speaker", Labels, 2, 1, "ravdess")));

    private static ProtocolRun Run() => Scored.Run("speaker", Labels, 0, 0) with
    {
        Folds =
        [
            Fold("fold-1", Scored.Row(First, "a", .9, .1), Scored.Row(First, "b", .9, .1)),
            Fold("fold-2", Scored.Row(First, "a", .8, .2), Scored.Row(Second, "a", .8, .2), Scored.Row(Second, "b", .2, .8)),
        ],
    };

    private static FoldRun Fold(string name, params ScoredRow[] rows) => new()
    {
        Name = name,
        TestSpeakers = [.. rows.Select(row => row.Clip.Speaker).Distinct()],
        TrainingRows = 10,
        ValidationRows = 0,
        History = [],
        KeptEpoch = 1,
        Scored = rows,
    };
}

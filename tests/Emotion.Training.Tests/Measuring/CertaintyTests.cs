using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class CertaintyTests
{
    [Fact]
    public void The_limit_is_the_lowest_confidence_from_which_on_four_of_five_are_right()
    {
        // All 40 with 0.9 are right; of the 20 with 0.7, 12 are; of those with 0.6, none.
        var run = Run(Fold(1, (0.9, 40, 0), (0.7, 12, 8), (0.6, 0, 40)));

        Assert.Equal(0.9, Certainty.Limit(run)); // with those of 0.7 it would be 52 of 60, of which Wilson's interval begins at 0.76
        Assert.Null(Certainty.Of(run));
    }

    [Fact]
    public void Few_lucky_rows_are_no_reason_to_be_certain() => Assert.Null(Certainty.Limit(Run(Fold(1, (0.9, 10, 0)))));

    [Fact]
    public void Each_fold_is_judged_by_the_limit_of_the_others()
    {
        // Alone, the first fold would be certain from 0.9 on, and the second from 0.6 on.
        var run = Run(Fold(1, (0.9, 40, 0), (0.6, 0, 40)), Fold(2, (0.9, 30, 10), (0.6, 100, 0)));

        var certain = Certainty.Of(run)!;

        // By the second's limit all 80 of the first are certain, 40 rightly; by the first's 40 of the second, 30 rightly.
        Assert.Equal(120.0 / 220, certain.Share, 1e-4);
        Assert.Equal(70.0 / 120, certain.Accuracy, 1e-4);
    }

    private static ProtocolRun Run(params FoldRun[] folds) => Scored.Run("speaker", Examples.Labels, 1, 1, "ravdess") with { Folds = folds };

    /// <summary>So many rows of a confidence are right, so many wrong.</summary>
    private static FoldRun Fold(int number, params (double Confidence, int Right, int Wrong)[] rows) =>
        Scored.Run("speaker", Examples.Labels, 1, 1, "ravdess").Folds[0] with
        {
            Name = $"fold-{number}",
            Scored = [.. rows.SelectMany(row => Enumerable.Range(0, row.Right + row.Wrong).Select(i => Row(row.Confidence, i < row.Right)))],
        };

    private static ScoredRow Row(double confidence, bool right) =>
        Scored.Row(new Speaker("ravdess", "Actor_01", Gender.Male), Examples.Labels[right ? 0 : 1], confidence, 1 - confidence, 0);
}

using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class LabelDetectionTests
{
    [Fact]
    public void Each_fold_is_judged_by_the_threshold_of_the_others()
    {
        // Alone, the first fold would be parted best at 0.8, the second at 0.4.
        var run = Run(
            Fold(1, ("angry", 0.9), ("angry", 0.8), ("calm", 0.5), ("calm", 0.3)),
            Fold(2, ("angry", 0.7), ("angry", 0.4), ("calm", 0.2), ("calm", 0.1)));

        var anger = LabelDetection.Of(run, "angry")!;

        // By 0.4 one of the first fold's calm rows is taken for angry; by 0.8 none of the second fold's angry rows is found.
        Assert.Equal((0.5, 0.25, 0.6667), (anger.TruePositiveRate, anger.FalsePositiveRate, anger.Precision));
        Assert.Equal(15.0 / 16, anger.Area, 1e-4);
        Assert.Equal(0.7, anger.Threshold);
        Assert.Equal(19, anger.Curve.Count);
        Assert.Equal((0.5, 0.75, 0.25), (anger.Curve[9].Threshold, anger.Curve[9].TruePositiveRate, anger.Curve[9].FalsePositiveRate));
    }

    [Fact]
    public void What_no_row_or_every_row_carries_is_not_measured()
    {
        var run = Run(Fold(1, ("calm", 0.9), ("sad", 0.1)), Fold(2, ("calm", 0.9)));

        Assert.Null(LabelDetection.Of(run, "angry"));
        Assert.Null(LabelDetection.Of(run, "no label"));
        Assert.Null(LabelDetection.Of(Run(Fold(1, ("angry", 0.9), ("calm", 0.1))), "angry")); // one fold
        Assert.Null(LabelDetection.Of(Run(Fold(1, ("angry", 0.9), ("calm", 0.1)), Fold(2, ("calm", 0.1))), "angry")); // nothing to choose by
    }

    private static ProtocolRun Run(params FoldRun[] folds) => Scored.Run("speaker", Examples.Labels, 1, 1, "ravdess") with { Folds = folds };

    private static FoldRun Fold(int number, params (string Label, double Anger)[] rows) => Scored.Run("speaker", Examples.Labels, 1, 1, "ravdess").Folds[0] with
    {
        Name = $"fold-{number}",
        Scored = [.. rows.Select(row => Scored.Row(row.Label, row.Anger, 1 - row.Anger, 0))],
    };
}

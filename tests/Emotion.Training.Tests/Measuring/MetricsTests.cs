using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class MetricsTests
{
    private static readonly string[] Labels = ["ham", "spam"];

    [Fact]
    public void Log_loss_is_that_of_scikit_learns_example()
    {
        var metrics = Metrics.Of(
            Labels, [Scored.Row("spam", .1, .9), Scored.Row("ham", .9, .1), Scored.Row("ham", .8, .2), Scored.Row("spam", .35, .65)]);

        Assert.Equal(0.21616, metrics.LogLoss, 5e-6);
        Assert.Equal(1, metrics.Accuracy);
        Assert.Equal((0.1 + 0.1 + 0.2 + 0.35) / 4, metrics.Calibration.Error, 12);
    }

    [Fact]
    public void Certainty_that_is_wrong_costs_much_but_not_everything() =>
        Assert.Equal(-Math.Log(Math.Pow(2, -23)), Metrics.Of(Labels, [Scored.Row("spam", 1, 0)]).LogLoss, 12);

    [Fact]
    public void Of_equal_probabilities_the_first_is_given() =>
        Assert.Equal([[1, 0], [1, 0]], Metrics.Of(Labels, [Scored.Row("ham", .5, .5), Scored.Row("spam", .5, .5)]).Confusion.Counts);

    [Fact]
    public void Speakers_are_told_apart_by_corpus_and_sorted()
    {
        var (a, b) = (new Speaker("b", "1", Gender.Unknown), new Speaker("a", "1", Gender.Unknown));
        var metrics = Metrics.Of(Labels, [Scored.Row(a, "ham", 1, 0), Scored.Row(a, "spam", 1, 0), Scored.Row(b, "ham", 1, 0)]);
        Assert.Equal([new SpeakerAccuracy(b, 1, 1), new SpeakerAccuracy(a, 2, 0.5)], metrics.Speakers);
    }

    [Fact]
    public void A_copy_is_a_row_but_no_recording()
    {
        var row = Scored.Row("ham", .9, .1);
        var metrics = Metrics.Of(Labels, [row, row with { Copy = 1 }]);
        Assert.Equal((2, 1), (metrics.Rows, metrics.Clips));
    }

    [Fact]
    public void The_interval_of_recall_holds_the_figure_repeats_and_narrows_with_more_speakers()
    {
        var few = Metrics.Of(Examples.Labels, Rows(speakers: 6));
        var many = Metrics.Of(Examples.Labels, Rows(speakers: 60));

        Assert.InRange(few.Uar, few.UarInterval!.Low, few.UarInterval.High);
        Assert.Equal(few.UarInterval, Metrics.Of(Examples.Labels, Rows(speakers: 6)).UarInterval);
        Assert.True(Width(many) < Width(few), $"{many.UarInterval} is not narrower than {few.UarInterval}.");
        Assert.Null(Metrics.Of(Examples.Labels, Rows(speakers: 4)).UarInterval);
    }

    [Fact]
    public void A_clip_with_a_label_that_the_model_cannot_give_is_refused() =>
        Assert.Contains("'calm'", Assert.Throws<ArgumentException>(() => Metrics.Of(Labels, [Scored.Row("calm", 1, 0)])).Message, StringComparison.Ordinal);

    private static List<ScoredRow> Rows(int speakers) => [.. Scored.Run("speaker", Examples.Labels, 1, speakers, "ravdess").Folds[0].Scored];

    private static double Width(Metrics metrics) => metrics.UarInterval!.High - metrics.UarInterval.Low;
}

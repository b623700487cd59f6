using Emotion.Training.Ensembles;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Ensembles;

public class PooledProtocolTests
{
    [Fact]
    public void Networks_that_agree_keep_their_answers_and_the_pool_is_calibrated()
    {
        var run = Unsure(Scored.Run("speaker", Examples.Labels, 4, 10, "ravdess"));
        var pooled = PooledProtocol.Fitted([run, run]);

        Assert.Equal(Answers(run), Answers(pooled.Run));
        Assert.InRange(pooled.Pool.Temperature, 0.1, 0.8); // sharper than what was made unsure
        Assert.True(LogLoss(pooled.Run) < LogLoss(run), $"{LogLoss(pooled.Run)} is no less than {LogLoss(run)}");
        Assert.Contains("2 networks are pooled: their weights, and with these how sure the pool may be, were fitted on the other folds.", pooled.Run.Description, StringComparison.Ordinal);
        Assert.All(pooled.Run.Folds, fold => Assert.Empty(fold.History));
    }

    [Fact]
    public void One_network_is_calibrated_on_the_other_folds_too_and_keeps_its_history()
    {
        var run = Unsure(Scored.Run("speaker", Examples.Labels, 4, 10, "ravdess"));
        var calibrated = PooledProtocol.Fitted([run]).Run;

        Assert.Equal(Answers(run), Answers(calibrated));
        Assert.True(LogLoss(calibrated) < LogLoss(run), $"{LogLoss(calibrated)} is no less than {LogLoss(run)}");
        Assert.EndsWith("How sure the network may be was fitted on the other folds.", calibrated.Description, StringComparison.Ordinal);
        Assert.Equal(run.Folds.Select(fold => (fold.History, fold.KeptEpoch)), calibrated.Folds.Select(fold => (fold.History, fold.KeptEpoch)));
    }

    [Fact]
    public void A_folds_own_labels_have_no_part_in_its_temperature()
    {
        var run = Scored.Run("speaker", Examples.Labels, 3, 4, "ravdess");
        var altered = run with { Folds = [WithLabels(run.Folds[0], "sad"), .. run.Folds.Skip(1)] };

        var (before, after) = (PooledProtocol.Fitted([run, run]).Run, PooledProtocol.Fitted([altered, altered]).Run);

        Assert.Equal(before.Folds[0].Temperature, after.Folds[0].Temperature);
        Assert.NotEqual(before.Folds[1].Temperature, after.Folds[1].Temperature);
    }

    [Theory]
    [InlineData("tutorial", 1)]
    [InlineData("cross-corpus", 2)]
    public void Only_new_speakers_of_the_same_corpora_calibrate(string protocol, int folds)
    {
        var run = Scored.Run(protocol, Examples.Labels, folds, 4, "ravdess");

        var pooled = PooledProtocol.Given([run, run], new OpinionPool([0.5, 0.3]));

        Assert.Equal([0.625, 0.375], pooled.Pool.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(pooled.Run.Folds, fold => Assert.Equal(1, fold.Temperature, 12));
    }

    [Fact]
    public void Two_networks_that_err_on_different_rows_do_better_together()
    {
        var (first, second) = (Erring(0), Erring(1));
        var pooled = PooledProtocol.Fitted([first, second]).Run;

        Assert.Equal(0.5, Accuracy(first));
        Assert.Equal(1, Accuracy(pooled));
    }

    /// <summary>Right and sure on every other row, and on the others hardly wrong.</summary>
    private static ProtocolRun Erring(int which)
    {
        var run = Scored.Run("speaker", ["angry", "calm"], 2, 2, "ravdess");
        return run with { Folds = [.. run.Folds.Select(fold => fold with { Scored = [.. fold.Scored.Select(Answer)] })] };

        ScoredRow Answer(ScoredRow row, int number)
        {
            var probability = number / 2 % 2 == which ? 0.9 : 0.45; // of the true label; labels alternate
            return row with { Probabilities = row.Clip.Label == "angry" ? [probability, 1 - probability] : [1 - probability, probability] };
        }
    }

    private static ProtocolRun Unsure(ProtocolRun run) => run with
    {
        Folds = [.. run.Folds.Select(fold => fold with
        {
            Scored = [.. fold.Scored.Select(row => row with { Probabilities = new OpinionPool([0.25]).Probabilities([row.Probabilities]) })],
        })],
    };

    private static FoldRun WithLabels(FoldRun fold, string label) =>
        fold with { Scored = [.. fold.Scored.Select(row => row with { Clip = row.Clip with { Label = label } })] };

    private static IEnumerable<int> Answers(ProtocolRun run) =>
        run.Folds.SelectMany(fold => fold.Scored).Select(row => row.Probabilities.Index().MaxBy(probability => probability.Item).Index);

    private static double LogLoss(ProtocolRun run) => ProtocolFigures.Of(run).LogLoss.Mean;

    private static double Accuracy(ProtocolRun run) => ProtocolFigures.Of(run).Accuracy.Mean;
}

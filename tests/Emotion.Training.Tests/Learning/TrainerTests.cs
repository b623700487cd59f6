using Emotion.Training.Learning;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Learning;

public class TrainerTests
{
    [Fact]
    public void The_same_seed_gives_the_same_model_and_another_seed_another()
    {
        Assert.Equal(Onnx(seed: 7), Onnx(seed: 7));
        Assert.NotEqual(Onnx(seed: 7), Onnx(seed: 8));
    }

    [Fact]
    public void The_loss_falls_on_clips_that_are_seen_again_and_again()
    {
        var losses = new List<double>();
        Train(new Recipe { Epochs = 12 }, epoch => losses.Add(epoch.Loss)).Dispose();

        Assert.Equal(12, losses.Count);
        Assert.True(losses[^1] < 0.8 * losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }

    [Fact]
    public void Cancelling_stops_the_training()
    {
        using var cancellation = new CancellationTokenSource();
        var epochs = 0;
        Assert.Throws<OperationCanceledException>(() => new Trainer(new Recipe { Epochs = 50 }, Examples.Labels).Train(
            Examples.Voices(6),
            _ =>
            {
                epochs++;
                cancellation.Cancel();
            },
            cancellation.Token));
        Assert.Equal(1, epochs);
    }

    private static byte[] Onnx(int seed)
    {
        using var model = Train(new Recipe { Seed = seed, Epochs = 2, BatchSize = 4 }, _ => { });
        return model.ToOnnx();
    }

    private static TrainedModel Train(Recipe recipe, Action<EpochReport> onEpoch) =>
        new Trainer(recipe, Examples.Labels).Train(Examples.Voices(10), onEpoch, TestContext.Current.CancellationToken);
}

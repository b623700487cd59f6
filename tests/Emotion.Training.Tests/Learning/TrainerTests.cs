using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Learning;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("conv1d")]
    [InlineData("dense")]
    public void The_same_seed_gives_the_same_model_and_another_seed_another(string network)
    {
        Assert.Equal(Onnx(network, seed: 7), Onnx(network, seed: 7));
        Assert.NotEqual(Onnx(network, seed: 7), Onnx(network, seed: 8));
    }

    [Theory]
    [InlineData("conv1d")]
    [InlineData("dense")]
    public void The_loss_falls_on_clips_that_are_seen_again_and_again(string network)
    {
        using var model = Train(new Recipe { Network = network, Epochs = 20, BatchSize = 2 }, Examples.Set(10));

        Assert.Equal(20, model.History.Count);
        Assert.Equal(20, model.KeptEpoch);
        var losses = model.History.Select(epoch => epoch.Loss).ToList();
        Assert.True(losses[^1] < 0.8 * losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
    }

    [Theory]
    [InlineData("conv1d")]
    [InlineData("dense")]
    public void A_training_that_was_cut_off_goes_on_to_the_very_same_model(string network)
    {
        var recipe = new Recipe { Network = network, Epochs = 6, BatchSize = 4 };
        var set = Watched(KeepsBest: true);
        using var uninterrupted = Train(recipe, set);

        var checkpoints = new Checkpoints(_folder.Path);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Trainer(recipe, Examples.Labels).Train(
            set,
            checkpoints,
            epoch =>
            {
                if (epoch.Epoch == 3)
                    cancellation.Cancel();
            },
            cancellation.Token));
        Assert.Single(Directory.GetDirectories(_folder.Path)); // only the newest is kept
        var resumedFrom = 0;
        using var resumed = new Trainer(recipe, Examples.Labels).Train(
            set, checkpoints, epoch => resumedFrom = resumedFrom == 0 ? epoch.Epoch : resumedFrom, TestContext.Current.CancellationToken);

        Assert.Equal(4, resumedFrom);
        Assert.Equal(uninterrupted.History, resumed.History);
        Assert.Equal(uninterrupted.KeptEpoch, resumed.KeptEpoch);
        Assert.Equal(uninterrupted.ToOnnx(), resumed.ToOnnx());
    }

    [Theory]
    [InlineData("weights.dat")]
    [InlineData("best.dat")]
    [InlineData("optimizer-0.dat")]
    [InlineData("history.json")]
    public void A_checkpoint_that_was_cut_short_is_named(string file)
    {
        var checkpoints = new Checkpoints(_folder.Path);
        var recipe = new Recipe { Network = "dense", Epochs = 1, BatchSize = 4 };
        using (new Trainer(recipe, Examples.Labels).Train(Watched(KeepsBest: true), checkpoints, _ => { }, TestContext.Current.CancellationToken))
        {
            // Its checkpoint stays: whoever asked for it clears it.
        }

        var damaged = Path.Combine(checkpoints.Newest!, file);
        foreach (var length in (int[])[(int)new FileInfo(damaged).Length / 2, 0])
        {
            File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..length]);
            var error = Assert.Throws<TrainingException>(() => new Trainer(recipe, Examples.Labels).Train(
                Watched(KeepsBest: true), checkpoints, _ => { }, TestContext.Current.CancellationToken));
            Assert.Contains(checkpoints.Newest!, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_training_that_diverges_says_so()
    {
        var recipe = new Recipe { Network = "dense", Epochs = 20, BatchSize = 4, LearningRate = 1e30 };
        var error = Assert.Throws<TrainingException>(() => new Trainer(recipe, Examples.Labels).Train(
            Examples.Set(10), new Checkpoints(_folder.Path), _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("--learning-rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_of_the_epoch_with_the_lowest_validation_loss_are_kept()
    {
        var recipe = new Recipe { Network = "dense", Epochs = 30, BatchSize = 4, LearningRate = 0.02 };
        using var model = Train(recipe, Watched(KeepsBest: true));

        var best = model.History.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.Equal(best.Epoch, model.KeptEpoch);
        using var cutThere = Train(recipe with { Epochs = best.Epoch }, Watched(KeepsBest: false));
        Assert.Equal(cutThere.ToOnnx(), model.ToOnnx());
    }

    [Fact]
    public void Without_leave_to_choose_the_last_epoch_is_kept_though_validation_is_watched()
    {
        using var model = Train(new Recipe { Network = "dense", Epochs = 5, Patience = 1, LearningRate = 0.1 }, Watched(KeepsBest: false));

        Assert.Equal(5, model.KeptEpoch);
        Assert.All(model.History, epoch => Assert.True(epoch.ValidationLoss > 0));
    }

    [Fact]
    public void Patience_ends_a_training_that_no_longer_improves()
    {
        var recipe = new Recipe { Network = "dense", Epochs = 200, Patience = 3, LearningRate = 0.05 };
        using var model = Train(recipe, Watched(KeepsBest: true));

        Assert.Equal(model.KeptEpoch + 3, model.History.Count);
        Assert.True(model.History.Count < 200, "It ran all epochs.");
    }

    [Fact]
    public void Class_weights_make_up_for_a_rare_label()
    {
        // Nothing in the features tells the labels apart: what is learnt is how common each is.
        var rows = Enumerable.Range(0, 40)
            .Select(i => Examples.Of(i, i % 10 == 0 ? "angry" : "calm", Voice.Features(1)).Original)
            .ToList();
        var set = new TrainingSet(rows, [], KeepsBest: false);
        var recipe = new Recipe { Network = "dense", Epochs = 60, LearningRate = 0.02 };

        Assert.InRange(Angry(recipe), 0.05, 0.15);
        Assert.InRange(Angry(recipe with { ClassWeights = true }), 0.45, 0.55);

        double Angry(Recipe recipe)
        {
            using var model = new Trainer(recipe, ["angry", "calm"]).Train(set, null, _ => { }, TestContext.Current.CancellationToken);
            using var probabilities = model.Predict(TorchSharp.torch.tensor(Voice.Features(1)).unsqueeze(0));
            return probabilities.data<float>()[0];
        }
    }

    [Fact]
    public void Class_weights_count_as_in_Keras_which_divides_by_rows_and_leaves_the_validation_alone()
    {
        // Nothing is learnt, so that the losses of the epoch are those of the model; batches of another make-up each.
        var rows = Enumerable.Range(0, 5).Select(i => Examples.Of(i, i == 0 ? "angry" : "calm", Voice.Features(i)).Original).ToArray();
        var recipe = new Recipe { Network = "dense", Epochs = 1, BatchSize = 2, LearningRate = 0, ClassWeights = true };

        using var model = new Trainer(recipe, ["angry", "calm"]).Train(
            new TrainingSet(rows, rows, KeepsBest: false), null, _ => { }, TestContext.Current.CancellationToken);

        var losses = rows.Select(row => -Math.Log(Probability(row))).ToArray();
        var (angry, calm) = (5 / (2.0 * 1), 5 / (2.0 * 4)); // rows / (labels · rows of the label)
        Assert.Equal((angry * losses[0] + calm * losses[1..].Sum()) / 5, model.History[0].Loss, 1e-5);
        Assert.Equal(losses.Average(), model.History[0].ValidationLoss!.Value, 1e-5);

        double Probability(Row row)
        {
            using var probabilities = model.Predict(TorchSharp.torch.tensor(row.Features).unsqueeze(0));
            return probabilities.data<float>()[row.Label == "angry" ? 0 : 1];
        }
    }

    public void Dispose() => _folder.Dispose();

    private static TrainingSet Watched(bool KeepsBest)
    {
        var voices = Examples.Voices(18);
        return new TrainingSet(Rows(voices[..12]), Rows(voices[12..]), KeepsBest);
    }

    private static Row[] Rows(Example[] examples) => [.. examples.Select(example => example.Original)];

    private static byte[] Onnx(string network, int seed)
    {
        using var model = Train(new Recipe { Network = network, Seed = seed, Epochs = 2, BatchSize = 4 }, Examples.Set(10));
        return model.ToOnnx();
    }

    private static TrainedModel Train(Recipe recipe, TrainingSet set) =>
        new Trainer(recipe, Examples.Labels).Train(set, null, _ => { }, TestContext.Current.CancellationToken);
}

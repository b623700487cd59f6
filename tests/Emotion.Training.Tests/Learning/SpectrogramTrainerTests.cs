using Emotion.Training.Augmentation;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Tests.Support;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public sealed class SpectrogramTrainerTests : IDisposable
{
    private static readonly Recipe Short = SpectrogramTrainer.Defaults with { Epochs = 3, BatchSize = 4 };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_loss_falls_and_the_last_epoch_is_kept()
    {
        using var model = Train(Short with { Epochs = 12 }, KeepsBest: false);

        Assert.Equal(12, model.KeptEpoch);
        Assert.All(model.History, epoch => Assert.True(epoch.ValidationLoss > 0));
        Assert.True(model.History[^1].Loss < 0.9 * model.History[0].Loss, $"The loss went from {model.History[0].Loss} to {model.History[^1].Loss}.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_model_and_another_seed_another()
    {
        using var first = Train(Short, KeepsBest: false);
        using var again = Train(Short, KeepsBest: false);
        using var other = Train(Short with { Seed = 8 }, KeepsBest: false);

        Assert.Equal(first.ToOnnx(), again.ToOnnx());
        Assert.NotEqual(first.ToOnnx(), other.ToOnnx());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.8, 0)]
    [InlineData(0, 0.3)]
    public void A_training_that_was_cut_off_goes_on_to_the_very_same_model(double selfDistillation, double auxiliaryWeight)
    {
        var recipe = Short with { SelfDistillation = selfDistillation, AuxiliaryWeight = auxiliaryWeight };
        using var uninterrupted = Train(recipe, KeepsBest: true);
        var checkpoints = new Checkpoints(_folder.Path);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trainer(recipe).Train(Set(KeepsBest: true), checkpoints, _ => cancellation.Cancel(), cancellation.Token));

        using var resumed = Trainer(recipe).Train(Set(KeepsBest: true), checkpoints, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(uninterrupted.History, resumed.History);
        Assert.Equal(uninterrupted.ToOnnx(), resumed.ToOnnx());
    }

    [Fact]
    public void A_training_that_goes_on_with_a_batch_that_asks_nothing_of_the_auxiliary_tasks_ends_in_the_very_same_model()
    {
        var seed = Enumerable.Range(1, 1000).First(seed => Mixed(seed, epoch: 1) is [false, ..] && Mixed(seed, epoch: 2) is [true, false]);
        var recipe = Short with { Seed = seed, AuxiliaryWeight = 0.3 };
        using var uninterrupted = Train(recipe, KeepsBest: true);
        var checkpoints = new Checkpoints(_folder.Path);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trainer(recipe).Train(Set(KeepsBest: true), checkpoints, _ => cancellation.Cancel(), cancellation.Token));

        using var resumed = Trainer(recipe).Train(Set(KeepsBest: true), checkpoints, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(uninterrupted.History, resumed.History);
        Assert.Equal(uninterrupted.ToOnnx(), resumed.ToOnnx());
    }

    [Fact]
    public void Learning_in_bfloat16_rounds_and_leaves_a_model_in_float32()
    {
        using var exact = Train(Short, KeepsBest: false);
        using var rounded = Train(Short with { BFloat16 = true }, KeepsBest: false);

        Assert.NotEqual(exact.ToOnnx(), rounded.ToOnnx());
        Assert.Equal(exact.ToOnnx().Length, rounded.ToOnnx().Length);
        Assert.All(exact.History.Zip(rounded.History), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 0.1));
    }

    [Fact]
    public void Muon_and_AdamW_learn_other_weights()
    {
        using var muon = Train(Short, KeepsBest: false);
        using var adamw = Train(Short with { Optimizer = Optimizers.AdamW }, KeepsBest: false);

        Assert.NotEqual(muon.ToOnnx(), adamw.ToOnnx());
        Assert.NotEqual(muon.History[^1].Loss, adamw.History[^1].Loss);
    }

    [Fact]
    public void Self_distillation_changes_what_is_learnt_from_the_second_epoch_on()
    {
        using var labels = Train(Short, KeepsBest: false);
        using var own = Train(Short with { SelfDistillation = 0.8 }, KeepsBest: false);

        Assert.Equal(labels.History[0].Loss, own.History[0].Loss, 1e-6);
        Assert.NotEqual(labels.History[^1].Loss, own.History[^1].Loss, 1e-3);
        Assert.EndsWith("Trained with self-distillation for 3 epochs.", own.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Teachers_change_what_is_learnt_and_a_training_by_them_that_was_cut_off_goes_on_to_the_very_same_model()
    {
        var recipe = Short with { TeacherShare = 0.7 };
        using var teacher = NetworkKind.Of(recipe.Network).Create(Examples.Labels.Count);
        using var teachers = new Teachers([teacher], recipe.TeacherShare);
        var trainer = new SpectrogramTrainer(recipe, Bending.Usual, Examples.Labels, CPU, teachers);
        using var alone = Train(Short, KeepsBest: false);
        using var taught = trainer.Train(Set(KeepsBest: false), null, _ => { }, TestContext.Current.CancellationToken);

        Assert.NotEqual(alone.History[0].Loss, taught.History[0].Loss, 1e-3);
        Assert.EndsWith("Trained with teachers for 3 epochs.", taught.Description, StringComparison.Ordinal);

        var checkpoints = new Checkpoints(_folder.Path);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => trainer.Train(Set(KeepsBest: false), checkpoints, _ => cancellation.Cancel(), cancellation.Token));
        using var resumed = trainer.Train(Set(KeepsBest: false), checkpoints, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(taught.ToOnnx(), resumed.ToOnnx());
    }

    [Fact]
    public void Auxiliary_tasks_change_what_is_learnt_and_are_no_part_of_the_model()
    {
        using var emotions = Train(Short, KeepsBest: false);
        using var more = Train(Short with { AuxiliaryWeight = 0.3 }, KeepsBest: false);

        Assert.NotEqual(emotions.ToOnnx(), more.ToOnnx());
        Assert.Equal(emotions.ToOnnx().Length, more.ToOnnx().Length);
        Assert.EndsWith("Trained with auxiliary tasks for 3 epochs.", more.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimizer_of_other_networks_is_refused() =>
        Assert.Contains("'adam'", Assert.Throws<TrainingException>(() => Train(Short with { Optimizer = Optimizers.Adam }, KeepsBest: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Copies_of_a_clip_are_learnt_from_once()
    {
        var rows = Set(KeepsBest: false).Training;
        using var plain = Train(Short, new TrainingSet(rows, [], KeepsBest: false));
        using var doubled = Train(Short, new TrainingSet([.. rows, .. rows.Select(row => row with { Copy = 1 })], [], KeepsBest: false));

        Assert.Equal(plain.ToOnnx(), doubled.ToOnnx());
    }

    [Fact]
    public void Who_was_only_to_choose_the_best_epoch_is_learnt_from_too()
    {
        var set = Set(KeepsBest: true);
        using var given = Train(Short, set);
        using var spare = Train(Short, set with { MayLearnFromValidation = true });
        using var all = Train(Short, new TrainingSet([.. set.Training, .. set.Validation], [], KeepsBest: false));

        Assert.Equal(all.ToOnnx(), spare.ToOnnx());
        Assert.All(spare.History, epoch => Assert.Null(epoch.ValidationLoss));
        Assert.NotEqual(all.ToOnnx(), given.ToOnnx());
        Assert.All(given.History, epoch => Assert.True(epoch.ValidationLoss > 0));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Whether the two batches of an epoch are mixed, as the trainer draws it.</summary>
    private static bool[] Mixed(int seed, int epoch)
    {
        using var scope = NewDisposeScope();
        var chance = new Random(unchecked((seed * 1_000_003) + epoch));
        return [.. Enumerable.Range(0, 2).Select(_ => Mixup.Of(zeros(1, 1), zeros(1, ScalarType.Int64), Bending.Usual.MixupShare, chance).IsMixed)];
    }

    private static TrainingSet Set(bool KeepsBest)
    {
        var voices = Examples.Spectrograms(12);
        return new TrainingSet([.. voices[..8].Select(voice => voice.Original)], [.. voices[8..].Select(voice => voice.Original)], KeepsBest);
    }

    private static SpectrogramTrainer Trainer(Recipe recipe) => new(recipe, Bending.Usual, Examples.Labels, CPU);

    private static TrainedModel Train(Recipe recipe, bool KeepsBest) => Train(recipe, Set(KeepsBest));

    private static TrainedModel Train(Recipe recipe, TrainingSet set) =>
        Trainer(recipe).Train(set, null, _ => { }, TestContext.Current.CancellationToken);
}

using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;
using Emotion.Training.Publishing;
using Emotion.Training.Runs;
using static TorchSharp.torch;

namespace Emotion.Training.Commands;

/// <summary>The trainings of a run: each is done once, goes on from its checkpoint, and is shown while it runs.</summary>
internal sealed class Trainings(
    Recipe recipe, IReadOnlyList<string> labels, Device device, RunFolder run, BundleMaker bundles, TrainingLog log)
{
    private const string Final = "all-clips";

    /// <summary>Carries a protocol out.</summary>
    public ProtocolRun Measure(Protocol protocol, CancellationToken cancellation) => new()
    {
        Protocol = protocol.Name,
        Description = protocol.Description,
        Labels = labels,
        Folds = [.. protocol.Folds.Select(fold => Measure(protocol, fold, cancellation))],
    };

    /// <summary>Trains the model to ship.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="epochs">How many epochs.</param>
    /// <param name="temperature">What to divide its logits by.</param>
    /// <param name="cancellation">Stops it; the newest checkpoint stays.</param>
    public TrainedModel TrainFinal(TrainingSet set, int epochs, double temperature, CancellationToken cancellation)
    {
        // A run that goes on under other protocols may find another number of epochs best: then what was learnt for the first is of no use.
        var checkpoints = run.CheckpointsOf(Final, string.Create(CultureInfo.InvariantCulture, $"{epochs}-epochs"));
        var model = Train("all clips", set, epochs, checkpoints, cancellation);
        model.Temperature = temperature;
        return model;
    }

    /// <summary>Keeps the model to ship, once it lies where it belongs, in place of its checkpoints.</summary>
    public void Keep(ModelBundle bundle)
    {
        run.Keep(bundle);
        run.CheckpointsOf(Final).Clear();
    }

    private FoldRun Measure(Protocol protocol, Fold fold, CancellationToken cancellation)
    {
        var saved = run.Load(protocol.Name, fold.Name);
        if (saved is null)
        {
            var checkpoints = run.CheckpointsOf(protocol.Name, fold.Name);
            using var model = Train($"{protocol.Name} {fold.Name}", fold.Set, recipe.Epochs, checkpoints, cancellation);
            var bundle = bundles.Make(model, fold.Set.Training.Select(row => row.Example.Clip), []);
            saved = SavedFold.Of(fold, model, ServedModel.Score(bundle, fold.Test));
            run.Save(protocol.Name, fold.Name, saved);
            checkpoints.Clear();
        }

        return saved.ToRun(fold, NetworkKind.Of(recipe.Network));
    }

    private TrainedModel Train(string title, TrainingSet set, int epochs, Checkpoints checkpoints, CancellationToken cancellation) =>
        log.Track(title, epochs, step => NetworkKind.Of(recipe.Network).Trainer(recipe with { Epochs = epochs }, labels, device)
            .Train(set, checkpoints, step, cancellation));
}

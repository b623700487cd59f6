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
    Recipe recipe, IReadOnlyList<string> labels, Device device, RunFolder run, TeacherRuns? teachers, BundleMaker bundles, TrainingLog log)
{
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
        var checkpoints = run.CheckpointsOf(RunFolder.AllClips, string.Create(CultureInfo.InvariantCulture, $"{epochs}-epochs"));
        var model = Train([RunFolder.AllClips], "all clips", set, epochs, checkpoints, cancellation);
        run.KeepNetwork(model, RunFolder.AllClips);
        model.Temperature = temperature;
        return model;
    }

    /// <summary>Keeps the model to ship, once it lies where it belongs, in place of its checkpoints.</summary>
    public void Keep(ModelBundle bundle)
    {
        run.Keep(bundle);
        run.CheckpointsOf(RunFolder.AllClips).Clear();
    }

    private FoldRun Measure(Protocol protocol, Fold fold, CancellationToken cancellation)
    {
        var saved = run.Load(protocol.Name, fold.Name);
        if (saved is null)
        {
            string[] training = [protocol.Name, fold.Name];
            var checkpoints = run.CheckpointsOf(training);
            using var model = Train(training, $"{protocol.Name} {fold.Name}", fold.Set, recipe.Epochs, checkpoints, cancellation);
            run.KeepNetwork(model, training);
            var bundle = bundles.Make(model, fold.Set.Training.Select(row => row.Example.Clip), []);
            saved = SavedFold.Of(fold, model, ServedModel.Score(bundle, fold.Test));
            run.Save(protocol.Name, fold.Name, saved);
            checkpoints.Clear();
        }

        return saved.ToRun(fold, NetworkKind.Of(recipe.Network));
    }

    private TrainedModel Train(string[] training, string title, TrainingSet set, int epochs, Checkpoints checkpoints, CancellationToken cancellation)
    {
        using var taught = teachers?.Of(labels.Count, recipe.TeacherShare, training);
        return log.Track(title, epochs, step => NetworkKind.Of(recipe.Network).Trainer(recipe with { Epochs = epochs }, labels, device, taught)
            .Train(set, checkpoints, step, cancellation));
    }
}

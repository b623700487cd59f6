using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;
using Emotion.Training.Publishing;
using Emotion.Training.Runs;
using static TorchSharp.torch;

namespace Emotion.Training.Commands;

/// <summary>The trainings of a run: each is done once, goes on from its checkpoint, and is shown while it runs.</summary>
internal sealed class Trainings(
    Recipe recipe, IReadOnlyList<string> labels, Device device, RunFolder run, BundleMaker bundles, TrainingLog log)
{
    /// <summary>Carries a protocol out.</summary>
    public ProtocolRun Measure(Protocol protocol, CancellationToken cancellation) => new()
    {
        Protocol = protocol.Name,
        Description = protocol.Description,
        Labels = labels,
        Folds = [.. protocol.Folds.Select(fold => Measure(protocol, fold, cancellation))],
    };

    /// <summary>Trains a model.</summary>
    /// <param name="protocol">What it belongs to.</param>
    /// <param name="fold">Its name there.</param>
    /// <param name="set">The rows.</param>
    /// <param name="epochs">How many epochs, at most.</param>
    /// <param name="cancellation">Stops it; the newest checkpoint stays.</param>
    public TrainedModel Train(string protocol, string fold, TrainingSet set, int epochs, CancellationToken cancellation)
    {
        var trainer = new Trainer(recipe with { Epochs = epochs }, labels, device);
        return log.Track($"{protocol} {fold}", epochs, step =>
            trainer.Train(set, run.CheckpointsOf(protocol, fold), epoch => step(TrainingLog.Line(epoch)), cancellation));
    }

    private FoldRun Measure(Protocol protocol, Fold fold, CancellationToken cancellation)
    {
        var saved = run.Load(protocol.Name, fold.Name);
        if (saved is null)
        {
            using var model = Train(protocol.Name, fold.Name, fold.Set, recipe.Epochs, cancellation);
            var bundle = bundles.Make(model, fold.Set.Training.Select(row => row.Example.Clip), []);
            saved = SavedFold.Of(fold, model, ServedModel.Score(bundle, fold.Test));
            run.Save(protocol.Name, fold.Name, saved);
            run.CheckpointsOf(protocol.Name, fold.Name).Clear();
        }

        return saved.ToRun(fold);
    }
}

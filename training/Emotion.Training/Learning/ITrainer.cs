using Emotion.Training.Networks;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>A way to train a network.</summary>
public interface ITrainer
{
    /// <summary>Trains from fresh weights, or goes on from the newest checkpoint: both end in the same model on one machine.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="checkpoints">Where a checkpoint is written after every epoch; null for nowhere.</param>
    /// <param name="onEpoch">Called after each epoch.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    TrainedModel Train(TrainingSet set, Checkpoints? checkpoints, Action<EpochReport> onEpoch, CancellationToken cancellation);

    /// <summary>The one that a recipe's network asks for.</summary>
    /// <param name="recipe">How to train.</param>
    /// <param name="labels">The labels to tell apart, in the order of the network's outputs.</param>
    /// <param name="device">Where to compute.</param>
    static ITrainer For(Recipe recipe, IReadOnlyList<string> labels, Device device) =>
        recipe.Network == ResidualNetwork.Id ? new SpectrogramTrainer(recipe, labels, device) : new Trainer(recipe, labels, device);
}

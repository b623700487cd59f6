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
}

namespace Emotion.Training.Learning;

/// <summary>
/// How an epoch went. Of networks over spectrograms, loss and accuracy are those of bent and mixed windows, the loss against smoothed and distilled targets: they are
/// no measure beside those of the validation rows.
/// </summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">What was learnt by: mean cross-entropy in nats with the targets, measured while learning (with dropout), as Keras prints it; without auxiliary tasks.</param>
/// <param name="Accuracy">Share of training rows whose most probable label is right, measured while learning.</param>
/// <param name="LearningRate">The rate that the epoch was run with.</param>
/// <param name="ValidationLoss">Mean cross-entropy over the validation rows after the epoch; null where there are none.</param>
/// <param name="ValidationAccuracy">Share of validation rows whose most probable label is right; null where there are none.</param>
public sealed record EpochReport(
    int Epoch, double Loss, double Accuracy, double LearningRate, double? ValidationLoss = null, double? ValidationAccuracy = null);

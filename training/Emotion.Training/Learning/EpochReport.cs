namespace Emotion.Training.Learning;

/// <summary>How an epoch went.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean categorical cross-entropy in nats, measured while learning (with dropout), as Keras prints it.</param>
/// <param name="Accuracy">Share of training rows whose most probable label is right, measured while learning.</param>
/// <param name="LearningRate">The rate that the epoch was run with.</param>
/// <param name="ValidationLoss">Mean cross-entropy over the validation rows after the epoch; null where there are none.</param>
/// <param name="ValidationAccuracy">Share of validation rows whose most probable label is right; null where there are none.</param>
public sealed record EpochReport(
    int Epoch, double Loss, double Accuracy, double LearningRate, double? ValidationLoss = null, double? ValidationAccuracy = null);

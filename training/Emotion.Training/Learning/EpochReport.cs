namespace Emotion.Training.Learning;

/// <summary>How an epoch went, measured while learning (with dropout), as Keras prints it.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean categorical cross-entropy, in nats.</param>
/// <param name="Accuracy">Share of training clips whose most probable label is right.</param>
/// <param name="LearningRate">The rate that the epoch was run with.</param>
public sealed record EpochReport(int Epoch, double Loss, double Accuracy, double LearningRate);

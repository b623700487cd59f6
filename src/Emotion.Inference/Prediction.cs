namespace Emotion.Inference;

/// <summary>What the model says of one clip.</summary>
/// <param name="Emotion">The most probable label.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Probabilities">One per label of the model, summing to 1.</param>
/// <param name="ModelVersion">Which model said so.</param>
public sealed record Prediction(string Emotion, double Confidence, IReadOnlyDictionary<string, double> Probabilities, string ModelVersion)
{
    /// <summary>Whether the confidence lies below <see cref="ModelCard.UncertainBelow"/>; null where the model's card gives no such limit.</summary>
    public bool? Uncertain { get; init; }
}

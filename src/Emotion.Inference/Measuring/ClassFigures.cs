namespace Emotion.Inference.Measuring;

/// <summary>How well one label is told from the others.</summary>
/// <param name="Label">The label.</param>
/// <param name="Precision">Of the rows that were given the label, the share that carry it; null where none was given it.</param>
/// <param name="Recall">Of the rows that carry the label, the share that were given it; null where none carries it.</param>
/// <param name="F1">The harmonic mean of both; null where the label neither occurs nor was given.</param>
/// <param name="Support">How many rows carry the label.</param>
/// <param name="Given">How many rows were given the label.</param>
public sealed record ClassFigures(string Label, double? Precision, double? Recall, double? F1, int Support, int Given);

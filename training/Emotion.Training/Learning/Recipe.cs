namespace Emotion.Training.Learning;

/// <summary>All that decides how a network is trained, besides the clips. The defaults are those of the tutorials' notebooks.</summary>
public sealed record Recipe
{
    /// <summary>Makes the weights, the dropout and the shuffling repeatable on one machine. The default value is 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Passes over the training clips. The default value is 50.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Clips per step. The default value is 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's first learning rate; <see cref="PlateauRule"/> lowers it. The default value is 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;
}

namespace Emotion.Training.Learning;

/// <summary>
/// Keras's <c>ReduceLROnPlateau</c>, watching the training loss: after two epochs in a row that do not lower the best loss by more than
/// 0.0001, the learning rate falls to 0.4 of itself, never below 1e-7.
/// </summary>
/// <param name="learningRate">The rate to begin with.</param>
public sealed class PlateauRule(double learningRate)
{
    private const double Factor = 0.4;
    private const int Patience = 2;
    private const double MinimumGain = 1e-4;
    private const double Floor = 1e-7;

    private double _best = double.PositiveInfinity;
    private int _epochsWithoutGain;

    /// <summary>The rate for the next epoch.</summary>
    public double LearningRate { get; private set; } = learningRate;

    /// <summary>Takes note of an epoch's mean training loss.</summary>
    public void Observe(double loss)
    {
        if (loss < _best - MinimumGain)
        {
            _best = loss;
            _epochsWithoutGain = 0;
        }
        else if (++_epochsWithoutGain >= Patience)
        {
            LearningRate = Math.Max(LearningRate * Factor, Floor);
            _epochsWithoutGain = 0;
        }
    }
}

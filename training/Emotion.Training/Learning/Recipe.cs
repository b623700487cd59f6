using Emotion.Training.Networks;

namespace Emotion.Training.Learning;

/// <summary>All that decides how a network is trained, besides the rows. The defaults are those of the tutorial's notebook.</summary>
public sealed record Recipe
{
    /// <summary>The id of a <see cref="NetworkKind"/>. The default value is <c>conv1d</c>.</summary>
    public string Network { get; init; } = Conv1DNetwork.Id;

    /// <summary>Makes the splits, the weights, the dropout and the shuffling repeatable on one machine. The default value is 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Passes over the training rows. The default value is 50.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Rows per step. The default value is 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// The first learning rate, which <see cref="PlateauRule"/> lowers; of networks over spectrograms the highest of <see cref="OneCycle"/>. The default value is 0.001.
    /// </summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>
    /// One of <see cref="Optimizers"/>. Networks over spectrograms take <see cref="Optimizers.Muon"/> or <see cref="Optimizers.AdamW"/>, the
    /// tutorial's take <see cref="Optimizers.Adam"/>, which is the default value.
    /// </summary>
    public string Optimizer { get; init; } = Optimizers.Adam;

    /// <summary>
    /// The share of a clip's target that is, at the end of training, what the network said of the clip before:
    /// <see cref="Learning.SelfDistillation"/>. 0, the default value, to learn from the labels alone. For networks over spectrograms.
    /// </summary>
    public double SelfDistillation { get; init; }

    /// <summary>
    /// The share of a clip's target that is what other networks say of it: <see cref="Learning.Teachers"/>. 0, the default value, to learn from the labels
    /// alone. For networks over spectrograms.
    /// </summary>
    public double TeacherShare { get; init; }

    /// <summary>Which networks these are, for people; empty where there are none.</summary>
    public string Teachers { get; init; } = "";

    /// <summary>
    /// What each of <see cref="AuxiliaryTasks"/> counts for beside the emotion, 0 to 1. 0, the default value, to learn emotions alone. For networks over
    /// spectrograms.
    /// </summary>
    public double AuxiliaryWeight { get; init; }

    /// <summary>
    /// Whether a spectrogram's convolutions are computed in bfloat16 while they are learnt, which takes three quarters of the time on a CPU that
    /// can (AVX512_BF16), and longer on another. The model itself stays float32. The default value is false.
    /// </summary>
    public bool BFloat16 { get; init; }

    /// <summary>
    /// Training stops after so many epochs in a row that do not lower the validation loss; 0 to run all epochs. It takes effect where the
    /// best epoch is chosen at all. The default value is 0. For the tutorial's networks.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>
    /// Whether rare labels weigh more: each label's weight is rows / (labels · rows of that label), as scikit-learn's "balanced". For the tutorial's networks.
    /// </summary>
    public bool ClassWeights { get; init; }

    /// <summary>What a network is trained with beside its labels, for people; empty where that is all.</summary>
    public string Extras()
    {
        string?[] extras =
        [
            AuxiliaryWeight > 0 ? "auxiliary tasks" : null,
            SelfDistillation > 0 ? "self-distillation" : null,
            TeacherShare > 0 ? "teachers" : null,
        ];
        var asked = string.Join(" and ", extras.OfType<string>());
        return asked.Length > 0 ? $" with {asked}" : "";
    }

    /// <summary>Network, optimizer and extras in a few words.</summary>
    public string Name() => $"{Network} by {Optimizer}{Extras()}";
}

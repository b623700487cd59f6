using Emotion.Training.Corpora;

namespace Emotion.Training.Learning;

/// <summary>What a network learns from, and what is watched meanwhile.</summary>
/// <param name="Training">Rows to learn from. The scale of the features is learnt from them too.</param>
/// <param name="Validation">Rows to measure the loss on after every epoch; may be empty.</param>
/// <param name="KeepsBest">
/// Whether the epoch with the lowest validation loss is kept, and not the last, where there are validation rows. Never where they are the
/// test's. Networks over spectrograms keep the last all the same.
/// </param>
public sealed record TrainingSet(IReadOnlyList<Row> Training, IReadOnlyList<Row> Validation, bool KeepsBest)
{
    /// <summary>Whether the epoch with the lowest validation loss is kept, and not the last.</summary>
    public bool KeepsBest { get; } = KeepsBest && Validation.Count > 0;

    /// <summary>Whether the validation rows were only kept from learning to choose an epoch by, so that who keeps the last learns from them too. Not where somebody gave the split.</summary>
    public bool MayLearnFromValidation { get; init; }
}

namespace Emotion.Audio.Features;

/// <summary><see cref="FeatureSet.Librosa180"/>: the means of the <see cref="AnalysisWindow"/>.</summary>
internal sealed class LibrosaRecipe : FeatureRecipe
{
    /// <inheritdoc/>
    public override string Id => FeatureSet.Librosa180;

    /// <inheritdoc/>
    public override int Length => FeatureSet.Length;

    /// <inheritdoc/>
    public override bool IsHalfPrecision => false;

    /// <inheritdoc/>
    public override double OffsetSeconds => AnalysisWindow.OffsetSeconds;

    /// <inheritdoc/>
    public override double DurationSeconds => AnalysisWindow.DurationSeconds;

    /// <inheritdoc/>
    public override ClipWindow Describe(WindowSignal signal) =>
        new(signal.StartSeconds, signal.DurationSeconds, FeatureExtractor.Extract(signal.Samples).ToVector());
}

using Emotion.Audio;
using Emotion.Audio.Features;

namespace Emotion.Training.Corpora;

/// <summary>What is kept of each clip to learn from, by feature set, and how a model's input follows from it.</summary>
/// <param name="recipe">The feature set as it is served.</param>
public abstract class TrainingFeatures(FeatureRecipe recipe)
{
    private static readonly TrainingFeatures[] All = [new MeanFeatures(), new SpectrogramFeatures()];

    /// <summary>The feature set as it is served.</summary>
    public FeatureRecipe Recipe => recipe;

    /// <summary>What is heard of a clip and what is not, in sentences, for model cards.</summary>
    public abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Whether it takes long enough to compute to be kept on disk.</summary>
    public abstract bool IsCached { get; }

    /// <summary>The features of a set.</summary>
    /// <exception cref="TrainingException">No such set is known.</exception>
    public static TrainingFeatures Of(string featureSet) => All.FirstOrDefault(features => features.Recipe.Id == featureSet)
        ?? throw new TrainingException($"Feature set {featureSet} is not known here. Known are {string.Join(", ", All.Select(known => known.Recipe.Id))}.");

    /// <summary>What is kept of a signal.</summary>
    /// <param name="samples">Mono, at 22 050 Hz.</param>
    public abstract float[] Describe(ReadOnlySpan<float> samples);

    /// <summary>A model's input, as the pipeline computes it.</summary>
    /// <param name="kept">What is kept of the clip.</param>
    public abstract float[] ToInput(float[] kept);
}

/// <summary><see cref="FeatureSet.Librosa180"/>: what is kept is the input.</summary>
internal sealed class MeanFeatures() : TrainingFeatures(FeatureRecipe.Librosa180)
{
    public override IReadOnlyList<string> Limits { get; } =
    [
        $"Only {FeatureRecipe.Librosa180.DurationSeconds} s of a clip are heard, from {FeatureRecipe.Librosa180.OffsetSeconds} s on.",
        "The features keep the recording level: a clip much louder or quieter than those learnt from (RAVDESS peaks between -40 and -2 dBFS, half of it "
            + "below -26) is judged by its level as much as by its voice.",
    ];

    public override bool IsCached => true;

    public override float[] Describe(ReadOnlySpan<float> samples) => FeatureExtractor.Extract(samples).ToVector();

    public override float[] ToInput(float[] kept) => kept;
}

/// <summary><see cref="FeatureSet.LogMel64"/>: all frames are kept, in dB, since learning cuts and bends them anew in every epoch.</summary>
internal sealed class SpectrogramFeatures() : TrainingFeatures(FeatureRecipe.LogMel64)
{
    public override IReadOnlyList<string> Limits { get; } =
    [
        $"Only the first 3 s from the first sound on are heard, and nothing beyond {FeatureRecipe.LogMel64.DurationSeconds} s.",
        "How loud a clip is as a whole is not heard, only what is louder than what within it.",
    ];

    public override bool IsCached => false; // reading the file takes as long

    public override float[] Describe(ReadOnlySpan<float> samples) => LogMelSpectrogram.Of(samples).Decibels;

    public override float[] ToInput(float[] kept) => LogMelSpectrogram.VectorOf(kept);
}

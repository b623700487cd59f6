namespace Emotion.Audio.Features;

/// <summary>The features of one window, by family. Each value is a mean over the window's frames.</summary>
/// <param name="Mfcc">40 coefficients of the orthonormal DCT-II over dB mel bands, c0 first.</param>
/// <param name="Chroma">12 pitch classes from C, each frame scaled to a largest value of 1.</param>
/// <param name="Mel">128 bands of mel power (no dB).</param>
/// <param name="Tuning">Estimated deviation from A440, in fractions of a semitone, [-0.5, 0.5).</param>
/// <param name="Frames">How many STFT frames the means are over.</param>
public sealed record LibrosaFeatures(float[] Mfcc, float[] Chroma, float[] Mel, double Tuning, int Frames)
{
    /// <summary>The 180 numbers of <see cref="FeatureSet.Librosa180"/>: MFCC, chroma, mel.</summary>
    public float[] ToVector() => [.. Mfcc, .. Chroma, .. Mel];
}

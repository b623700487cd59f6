using Emotion.Audio.Features;

namespace Emotion.Audio.Tests;

/// <summary>How far apart is still the same: twice librosa's own float32-float64 difference, or this, whichever is larger.</summary>
public sealed record Tolerance(double Mfcc0, double Mfcc, double Chroma, double Mel)
{
    public static readonly Tolerance SameRate = new(Mfcc0: 0.1, Mfcc: 0.01, Chroma: 0.002, Mel: 1e-4);
    public static readonly Tolerance Resampled = new(Mfcc0: 0.2, Mfcc: 0.05, Chroma: 0.01, Mel: 1e-3);

    public void AssertClose(GoldenClip golden, LibrosaFeatures actual)
    {
        Assert.Equal(golden.NFrames, actual.Frames);
        for (var c = 0; c < FeatureSet.MfccCount; c++)
            AssertClose($"mfcc[{c}]", golden.F32.Mfcc[c], golden.F64.Mfcc[c], actual.Mfcc[c], c == 0 ? Mfcc0 : Mfcc);

        var loudest = golden.F32.Mel.Max();
        for (var m = 0; m < FeatureSet.MelCount; m++)
            AssertClose($"mel[{m}]", golden.F32.Mel[m], golden.F64.Mel[m], actual.Mel[m], Mel * loudest);

        if (!golden.TuningStable)
            return;
        Assert.Equal(golden.F32.Tuning, actual.Tuning, 1e-9);
        for (var c = 0; c < FeatureSet.ChromaCount; c++)
            AssertClose($"chroma[{c}]", golden.F32.Chroma[c], golden.F64.Chroma[c], actual.Chroma[c], Chroma);
    }

    private static void AssertClose(string name, double f32, double f64, double actual, double tolerance)
    {
        var allowed = Math.Max(tolerance, 2 * Math.Abs(f32 - f64));
        Assert.True(Math.Abs(actual - f32) <= allowed, $"{name}: librosa gives {f32}, we {actual}; {allowed} apart is allowed.");
    }
}

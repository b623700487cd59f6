using System.Text.Json;
using Emotion.Audio.Features;

namespace Emotion.Audio.Tests;

/// <summary>What librosa 0.11 itself gave, in float32 and in float64 (see Golden/README.md).</summary>
public sealed record GoldenValues(double Tuning, double[] Mfcc, double[] Chroma, double[] Mel);

/// <summary>One golden file: the clip, how it was loaded, and librosa's numbers.</summary>
public sealed record GoldenClip(
    string File, double? Offset, double? Duration, int NSamples, int NFrames, bool TuningStable, GoldenValues F32, GoldenValues F64);

/// <summary>A set of golden files.</summary>
public sealed record GoldenSet(GoldenClip[] Files)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The golden files that may be published.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The RAVDESS part, which its licence keeps out of the repository; null where EMOTION_GOLDEN does not name a folder that has it.</summary>
    public static string? LicensedFolder { get; } =
        Environment.GetEnvironmentVariable("EMOTION_GOLDEN") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "ravdess"))
            ? Path.Combine(folder, "ravdess")
            : null;

    public static GoldenSet Load(string folder, string json) =>
        JsonSerializer.Deserialize<GoldenSet>(System.IO.File.ReadAllBytes(Path.Combine(folder, json)), SnakeCase)!;

    public static JsonElement LoadElement(string folder, string json) =>
        JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, json))).RootElement;

    public static TheoryData<string> Names(string json) => [.. Load(Folder, json).Files.Select(clip => clip.File)];
}

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

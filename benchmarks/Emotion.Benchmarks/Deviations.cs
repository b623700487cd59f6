using System.Globalization;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Audio.Tests;

namespace Emotion.Benchmarks;

/// <summary>The table of docs/features.md: how far our numbers lie from librosa's, at worst, on the golden files.</summary>
internal static class Deviations
{
    private sealed record Worst(int Files, int Tunings, int SameTunings, double Mfcc0, double Mfcc, double Chroma, double Mel)
    {
        public static readonly Worst None = new(0, 0, 0, 0, 0, 0, 0);
    }

    public static void Print()
    {
        Console.WriteLine("| golden files | clips | same tuning | c0 | other MFCC | chroma | mel (of the largest band) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Print("synthetic signals, 22 050 Hz", GoldenSet.Folder, "synth.json", 0, null);
        Print("synthetic speech, whole files, 8 to 48 kHz", GoldenSet.Folder, "speech_whole.json", 0, null);
        Print("synthetic speech, the window, 8 to 48 kHz", GoldenSet.Folder, "speech_window.json", AnalysisWindow.OffsetSeconds, AnalysisWindow.DurationSeconds);
        if (GoldenSet.LicensedFolder is not { } licensed)
            return;
        Print("RAVDESS, 22 050 Hz", licensed, "ravdess22k.json", 0, null);
        Print("RAVDESS, offsets and durations", licensed, "offset.json", 0, null);
        Print("RAVDESS, originals at 48 kHz", licensed, "resample.json", 0, null);
    }

    private static void Print(string name, string folder, string json, double offset, double? duration)
    {
        var worst = GoldenSet.Load(folder, json).Files.Aggregate(Worst.None, (soFar, clip) => Measure(soFar, folder, clip, offset, duration));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {worst.Files} | {worst.SameTunings} of {worst.Tunings} | {worst.Mfcc0:0.0e+0} | {worst.Mfcc:0.0e+0} | {worst.Chroma:0.0e+0} | {worst.Mel:0.0e+0} |"));
    }

    private static Worst Measure(Worst soFar, string folder, GoldenClip golden, double offset, double? duration)
    {
        using var wav = File.OpenRead(Path.Combine(folder, golden.File));
        var ours = FeatureExtractor.Extract(AudioLoader.Load(wav, golden.Offset ?? offset, golden.Duration ?? duration));
        var librosa = golden.F32;
        var isSame = golden.TuningStable && Math.Abs(ours.Tuning - librosa.Tuning) < 1e-9;
        return new Worst(
            soFar.Files + 1,
            soFar.Tunings + (golden.TuningStable ? 1 : 0),
            soFar.SameTunings + (isSame ? 1 : 0),
            Math.Max(soFar.Mfcc0, Math.Abs(ours.Mfcc[0] - librosa.Mfcc[0])),
            Math.Max(soFar.Mfcc, Largest(ours.Mfcc[1..], librosa.Mfcc[1..])),
            golden.TuningStable ? Math.Max(soFar.Chroma, Largest(ours.Chroma, librosa.Chroma)) : soFar.Chroma,
            Math.Max(soFar.Mel, librosa.Mel.Max() > 0 ? Largest(ours.Mel, librosa.Mel) / librosa.Mel.Max() : 0));
    }

    private static double Largest(float[] ours, double[] librosas) => ours.Zip(librosas, (a, b) => Math.Abs(a - b)).Max();
}

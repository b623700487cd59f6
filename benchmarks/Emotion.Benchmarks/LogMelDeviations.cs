using System.Globalization;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Audio.Tests;

namespace Emotion.Benchmarks;

/// <summary>How far our log-mel frames lie from the definition, computed the long way round in float64, at worst, on the golden files.</summary>
internal static class LogMelDeviations
{
    public static void Print()
    {
        Console.WriteLine("| golden files | clips | same trimming | log-mel bands, dB |");
        Console.WriteLine("|---|---|---|---|");
        Print("synthetic signals", GoldenSet.Folder, "synth.json");
        Print("synthetic speech, 8 to 48 kHz", GoldenSet.Folder, "speech_whole.json");
        if (GoldenSet.LicensedFolder is { } licensed)
            Print("RAVDESS", licensed, "ravdess22k.json");
    }

    private static void Print(string name, string folder, string json)
    {
        var measured = GoldenSet.Load(folder, json).Files.Select(clip => Measure(Path.Combine(folder, clip.File))).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {measured.Count} | {measured.Count(clip => clip.SameTrimming)} of {measured.Count} | {measured.Max(clip => clip.Decibels):0.0e+0} |"));
    }

    private static (bool SameTrimming, double Decibels) Measure(string path)
    {
        using var wav = File.OpenRead(path);
        var samples = AudioLoader.Load(wav, durationSeconds: FeatureRecipe.LogMel64.DurationSeconds);
        var ours = LogMelSpectrogram.Of(samples);
        var normalized = LibrosaReference.Normalize(samples.Select(sample => (double)sample));
        var sound = LibrosaReference.Trim(normalized, topDb: 35);
        if (sound.GetOffsetAndLength(samples.Length) != (ours.Start, ours.Length))
            return (false, double.PositiveInfinity);
        var reference = LibrosaReference.PowerToDb(LibrosaReference.Speech.Mel(normalized[sound])).SelectMany(frame => frame);
        return (true, reference.Zip(ours.Decibels, (expected, actual) => Math.Abs(expected - actual)).Max());
    }
}

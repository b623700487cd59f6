using System.Text.Json;

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
}

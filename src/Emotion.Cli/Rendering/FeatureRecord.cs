using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Audio.Features;

namespace Emotion.Cli.Rendering;

/// <summary>The features of a stretch of a clip, as scripts read them.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Samples">How many mono samples at 22 050 Hz were analysed.</param>
[JsonDerivedType(typeof(LibrosaRecord))]
[JsonDerivedType(typeof(LogMelRecord))]
internal abstract record FeatureRecord(string File, int Samples)
{
    /// <summary>Whether every feature is a number.</summary>
    [JsonIgnore]
    public abstract bool IsFinite { get; }

    public static FeatureRecord Of(FeatureRecipe recipe, string file, float[] samples) =>
        recipe == FeatureRecipe.LogMel64 ? LogMelRecord.Of(file, samples) : LibrosaRecord.Of(file, samples);
}

/// <summary><c>librosa180/1</c>.</summary>
/// <param name="File">As for the base.</param>
/// <param name="Samples">As for the base.</param>
/// <param name="Frames">How many STFT frames the means are over.</param>
/// <param name="Tuning">In fractions of a semitone, [-0.5, 0.5).</param>
/// <param name="Mfcc">40 means over frames.</param>
/// <param name="Chroma">12 means over frames.</param>
/// <param name="Mel">128 means over frames, as power.</param>
internal sealed record LibrosaRecord(string File, int Samples, int Frames, double Tuning, float[] Mfcc, float[] Chroma, float[] Mel) : FeatureRecord(File, Samples)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsFinite => new[] { Mfcc, Chroma, Mel }.All(family => TensorPrimitives.IsFiniteAll<float>(family));

    public static LibrosaRecord Of(string file, float[] samples)
    {
        var features = FeatureExtractor.Extract(samples);
        return new LibrosaRecord(file, samples.Length, features.Frames, features.Tuning, features.Mfcc, features.Chroma, features.Mel);
    }
}

/// <summary><c>logmel64/1</c>.</summary>
/// <param name="File">As for the base.</param>
/// <param name="Samples">As for the base.</param>
/// <param name="Start">The first sample after the silence before it.</param>
/// <param name="Length">Samples from there to the silence behind.</param>
/// <param name="Frames">How many frames that makes; the vector has the first 256, or zeros after fewer.</param>
/// <param name="Vector">256 frames of 64 bands, a frame after the other.</param>
internal sealed record LogMelRecord(string File, int Samples, int Start, int Length, int Frames, float[] Vector) : FeatureRecord(File, Samples)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsFinite => TensorPrimitives.IsFiniteAll<float>(Vector);

    public static LogMelRecord Of(string file, float[] samples)
    {
        var course = LogMelSpectrogram.Of(samples);
        return new LogMelRecord(file, samples.Length, course.Start, course.Length, course.Frames, course.ToVector());
    }
}

/// <summary>Features as a JSON array; each number is the shortest that reads back as the same value.</summary>
internal static class FeatureJson
{
    public static void Write(TextWriter writer, IEnumerable<FeatureRecord> records) =>
        writer.WriteLine(JsonSerializer.Serialize([.. records], FeatureJsonContext.Default.FeatureRecordArray));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeatureRecord[]))]
internal sealed partial class FeatureJsonContext : JsonSerializerContext;

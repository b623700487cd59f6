using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Audio.Features;

namespace Emotion.Cli.Rendering;

/// <summary>The features of a stretch of a clip, as scripts read them.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Samples">How many mono samples at 22 050 Hz were analysed.</param>
/// <param name="Frames">How many STFT frames the means are over.</param>
/// <param name="Tuning">In fractions of a semitone, [-0.5, 0.5).</param>
/// <param name="Mfcc">40 means over frames.</param>
/// <param name="Chroma">12 means over frames.</param>
/// <param name="Mel">128 means over frames, as power.</param>
internal sealed record FeatureRecord(string File, int Samples, int Frames, double Tuning, float[] Mfcc, float[] Chroma, float[] Mel)
{
    public static FeatureRecord Of(string file, int samples, LibrosaFeatures features) =>
        new(file, samples, features.Frames, features.Tuning, features.Mfcc, features.Chroma, features.Mel);
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

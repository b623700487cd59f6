using Emotion.Audio.Features;
using Emotion.Training.Corpora;

namespace Emotion.Training.Features;

/// <summary>
/// The feature table: a row per clip and per copy. Columns: <c>path</c>, <c>corpus</c>, <c>speaker</c>, <c>label</c>; <c>copy</c>, 0 for the recording
/// itself, else the number of its augmented copy; then the means over time <c>mfcc_0</c> to <c>mfcc_39</c>, <c>chroma_0</c> (C) to
/// <c>chroma_11</c>, and <c>mel_0</c> to <c>mel_127</c> (power, not dB).
/// </summary>
public static class FeatureTable
{
    /// <summary>Text columns that name a row.</summary>
    public static IReadOnlyList<TextColumn> Names { get; } =
    [
        new("path", row => row.Example.Clip.Name),
        new("corpus", row => row.Example.Clip.Speaker.Corpus),
        new("speaker", row => row.Example.Clip.Speaker.Id),
        new("label", row => row.Label),
    ];

    /// <summary>Name of the column that tells a recording from its copies.</summary>
    public const string Copy = "copy";

    /// <summary>Names of the features, in the order of <see cref="FeatureSet.Librosa180"/>.</summary>
    public static IReadOnlyList<string> Features { get; } =
    [
        .. Numbered("mfcc", FeatureSet.MfccCount), .. Numbered("chroma", FeatureSet.ChromaCount), .. Numbered("mel", FeatureSet.MelCount),
    ];

    /// <summary>The rows, clip by clip, each recording before its copies.</summary>
    public static IEnumerable<Row> RowsOf(Dataset dataset) => dataset.Examples.SelectMany(example => example.Rows);

    private static IEnumerable<string> Numbered(string family, int count) => Enumerable.Range(0, count).Select(i => $"{family}_{i}");
}

/// <summary>A column of text.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Of">A row's value.</param>
public sealed record TextColumn(string Name, Func<Row, string> Of);

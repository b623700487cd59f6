namespace Emotion.Training.Corpora;

/// <summary>The audio files of a folder.</summary>
public static class AudioFiles
{
    // In the order of preference, should a clip lie there in several formats.
    private static readonly string[] Extensions = [".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".webm"];

    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true };

    /// <summary>All audio files at any depth, in no order. Formats other than WAV take ffmpeg to read.</summary>
    public static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", AllBelow).Where(IsAudio);

    /// <summary>Whether a file's extension is that of an audio format which <c>Emotion.Audio</c> reads; its case does not matter.</summary>
    public static bool IsAudio(string file) => Preference(file) >= 0;

    /// <summary>The path from a folder to a file below it, with forward slashes.</summary>
    public static string NameIn(string folder, string file) =>
        Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>
    /// Of files that differ in nothing but folder and format those in the best format. CREMA-D, for one, is published as WAV and as MP3: one
    /// recording that is read twice would weigh double, and could land on both sides of a split.
    /// </summary>
    public static IEnumerable<CorpusClip> InBestFormat(IEnumerable<CorpusClip> clips) => clips
        .GroupBy(clip => Path.GetFileNameWithoutExtension(clip.File), StringComparer.OrdinalIgnoreCase)
        .SelectMany(same => same.GroupBy(clip => Preference(clip.File)).MinBy(format => format.Key)!);

    private static int Preference(string file)
    {
        var extension = Path.GetExtension(file);
        return Array.FindIndex(Extensions, known => known.Equals(extension, StringComparison.OrdinalIgnoreCase));
    }
}

namespace Emotion.Cli.Commands;

/// <summary>A file on disk, and the path that it gets in its corpus.</summary>
internal sealed record ClipFile(string File, string Path);

/// <summary>Finds the clips that a user means by files and folders.</summary>
internal static class ClipFiles
{
    /// <summary>For the help of commands that take clips.</summary>
    public const string Description = "Audio files, or folders of them. Formats other than WAV take ffmpeg.";

    private static readonly string[] Extensions = [".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".webm"];

    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true };

    /// <summary>Files as they are; folders give all clips below them, by their path in the folder.</summary>
    /// <exception cref="CommandException">A path does not exist, or a folder holds no clip.</exception>
    public static List<ClipFile> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Find)];

    /// <summary>Whether a file in a folder counts as a clip, by its extension.</summary>
    public static bool IsClip(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ClipFile> Find(string path)
    {
        if (File.Exists(path))
            return [new ClipFile(path, Path.GetFileName(path))];
        if (!Directory.Exists(path))
            throw new CommandException($"{path} does not exist.");
        var files = Directory.EnumerateFiles(path, "*", AllBelow).Where(IsClip).Order(StringComparer.Ordinal)
            .Select(file => new ClipFile(file, Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')))
            .ToList();
        return files.Count > 0 ? files : throw new CommandException($"{path} holds no audio files ({string.Join(' ', Extensions)}).");
    }
}

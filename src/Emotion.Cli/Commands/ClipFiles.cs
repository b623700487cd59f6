namespace Emotion.Cli.Commands;

/// <summary>A file on disk, and the path that it gets in its corpus.</summary>
internal sealed record ClipFile(string File, string Path);

/// <summary>Finds the clips that a user means by files and folders.</summary>
internal static class ClipFiles
{
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true };

    /// <summary>Files as they are; folders give all WAV files below them, by their path in the folder.</summary>
    /// <exception cref="CommandException">A path does not exist, or a folder holds no WAV file.</exception>
    public static List<ClipFile> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Find)];

    public static bool IsWav(string file) => Path.GetExtension(file).Equals(".wav", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ClipFile> Find(string path)
    {
        if (File.Exists(path))
            return [new ClipFile(path, Path.GetFileName(path))];
        if (!Directory.Exists(path))
            throw new CommandException($"{path} does not exist.");
        var files = Directory.EnumerateFiles(path, "*", AllBelow).Where(IsWav).Order(StringComparer.Ordinal)
            .Select(file => new ClipFile(file, Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')))
            .ToList();
        return files.Count > 0 ? files : throw new CommandException($"{path} holds no WAV files.");
    }
}

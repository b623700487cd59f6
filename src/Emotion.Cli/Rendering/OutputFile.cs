using Emotion.Cli.Commands;

namespace Emotion.Cli.Rendering;

/// <summary>Where an export goes.</summary>
internal static class OutputFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Writes a file, which appears whole or not at all; or standard output.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="CommandException">No file can be written there.</exception>
    public static async Task WriteAsync(string? path, Func<Stream, Task> write)
    {
        if (path is null)
        {
            await using var output = new BufferedStream(Console.OpenStandardOutput(), Buffer);
            await write(output);
            return;
        }

        Check(path);
        var draft = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var output = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer))
                await write(output);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Before the work, not after it.</summary>
    private static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
            throw new CommandException($"--out is '{path}', but must name a file.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new CommandException($"The folder {folder} does not exist. Make it first, or name another by --out.");
    }
}

namespace Emotion.Cli.Rendering;

/// <summary>Where an export goes.</summary>
internal static class OutputFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Writes a file, which appears whole or not at all; or standard output.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="write">Writes it.</param>
    public static async Task WriteAsync(string? path, Func<Stream, Task> write)
    {
        if (path is null)
        {
            await using var output = new BufferedStream(Console.OpenStandardOutput(), Buffer);
            await write(output);
            return;
        }

        var draft = path + ".part";
        try
        {
            await using (var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, Buffer))
                await write(output);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

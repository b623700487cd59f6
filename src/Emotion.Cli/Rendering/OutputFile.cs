using Emotion.Cli.Commands;
using Microsoft.Win32.SafeHandles;

namespace Emotion.Cli.Rendering;

/// <summary>Where an export goes.</summary>
internal static class OutputFile
{
    /// <summary>Standard output's name as a file.</summary>
    public const string StandardOutput = "/dev/stdout";

    private const int Buffer = 1 << 16;
    private const int BrokenPipe = 32; // EPIPE, on Linux and macOS

    /// <summary>
    /// Writes a file, which appears whole or not at all; or standard output. A link stays one, and what is no file (a pipe, a device) is written to and
    /// not replaced.
    /// </summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="CommandException">No file can be written there.</exception>
    public static async Task WriteAsync(string? path, Func<Stream, Task> write)
    {
        if (path is null or StandardOutput)
        {
            await WriteToStandardOutputAsync(write);
            return;
        }

        Check(path);
        var target = FinalTarget(path);
        await using (var special = OpenSpecial(path, target))
        {
            if (special is not null)
            {
                await WriteAsLongAsReadAsync(special, write);
                return;
            }
        }

        var draft = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var output = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer))
                await write(output);
            File.Move(draft, target, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task WriteToStandardOutputAsync(Func<Stream, Task> write)
    {
        await using var output = OpenStandardOutput();
        await WriteAsLongAsReadAsync(output, write);
    }

    /// <summary>A reader that has seen enough, as <c>head</c> does, has what it wants: that is a success, and the rest need not be fetched.</summary>
    private static async Task WriteAsLongAsReadAsync(Stream stream, Func<Stream, Task> write)
    {
        try
        {
            await using var output = new BufferedStream(stream, Buffer);
            await write(output);
        }
        catch (IOException e) when (e.HResult == BrokenPipe && !OperatingSystem.IsWindows())
        {
            // Nobody reads any more.
        }
    }

    /// <summary>
    /// .NET's console stream goes on in silence where nobody reads any more, a file stream says so. But that does not move the position in a file that
    /// a shell redirects to, and what the shell's next program writes there would overwrite the rows.
    /// </summary>
    private static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Where links lead, though nothing may lie there yet.</summary>
    private static string FinalTarget(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Opens what is there and no file; null for a file, or nothing.</summary>
    private static FileStream? OpenSpecial(string path, string target)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return null;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            if (IsDevice(target) || !stream.CanSeek)
                return stream;
            stream.Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            return null; // a link to what is not there yet
        }
        catch (UnauthorizedAccessException) when (!IsDevice(target))
        {
            return null; // a file that may not be changed, but replaced, where the folder may
        }
    }

    /// <summary>By its place: .NET tells devices and files apart nowhere, and some devices seek. In /dev/shm lie files.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Before the work, not after it.</summary>
    private static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
            throw new CommandException($"--out is '{path}', but must name a file.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new CommandException($"The folder {folder} does not exist. Make it first, or name another by --out.");
    }
}

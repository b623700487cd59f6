using System.Diagnostics;
using System.Globalization;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// The folder where Azurite keeps its data. It belongs to one Azurite at a time, since two would overwrite each other's data: also to the
/// one that an <c>emotion up</c> left behind when it was killed, until that has saved and ended.
/// </summary>
internal sealed class StorageFolder : IDisposable
{
    /// <summary>Locked by the running <c>emotion up</c>; holds the process id and start time of its Azurite.</summary>
    public const string LockFile = "emotion.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _lock;

    private StorageFolder(FileStream file) => _lock = file;

    /// <summary>Takes a folder, waiting a while for its last user to end.</summary>
    /// <exception cref="CommandException">It stays in use.</exception>
    public static async Task<StorageFolder> TakeAsync(string folder, CancellationToken cancel)
    {
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < Patience; await Task.Delay(Interval, cancel))
        {
            if (TryLock(Path.Combine(folder, LockFile)) is not { } file)
                continue;
            var taken = new StorageFolder(file);
            if (!taken.IsInUse())
                return taken;
            taken.Dispose();
        }

        throw new CommandException($"Another emotion up keeps its storage in {folder}. End it, or choose another folder with --data.");
    }

    /// <summary>Notes which Azurite uses the folder.</summary>
    public void UsedBy(int processId)
    {
        using var process = Process.GetProcessById(processId);
        _lock.SetLength(0);
        using var writer = new StreamWriter(_lock, leaveOpen: true);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{processId} {StartOf(process)}"));
        writer.Flush();
        _lock.Flush();
        _lock.Position = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private bool IsInUse()
    {
        using var reader = new StreamReader(_lock, leaveOpen: true);
        var note = reader.ReadToEnd().Split(' ');
        _lock.Position = 0;
        if (note.Length != 2 || !int.TryParse(note[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && StartOf(process) == note[1]; // ids are used again
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>To the second, as exact as systems tell it alike to everybody.</summary>
    private static string StartOf(Process process) => process.StartTime.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture);
}

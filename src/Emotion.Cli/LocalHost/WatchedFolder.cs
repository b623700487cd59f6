using Emotion.Cli.Commands;
using Emotion.Pipeline.Clips;

namespace Emotion.Cli.LocalHost;

/// <summary>
/// A drop folder: files that have stopped growing are uploaded; the first subfolder is the corpus, and files that lie in none belong to
/// a corpus of the folder's own name. What lies in the storage already, with the same bytes, is left alone.
/// </summary>
internal sealed class WatchedFolder(string folder, ClipStore clips, Outage outage, Action<string> tell)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true };

    private readonly string _folder = FullPath(folder);
    private readonly Outage _folderOutage = new($"The folder {folder}", tell);
    private readonly Dictionary<string, Sight> _lastSeen = [];
    private readonly Dictionary<string, Sight> _uploaded = [];
    private readonly HashSet<string> _unreadable = [];

    private readonly record struct Sight(long Length, DateTime LastWrite);

    /// <summary>Without the slash at the end that Tab completes: its name would be empty.</summary>
    public static string FullPath(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Watches until cancelled. Polling, because file-system events are lost on network shares and under load.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(_folder);
        while (true)
        {
            foreach (var file in Files())
                await LookAtAsync(file, cancel);
            await Task.Delay(Interval, cancel);
        }
    }

    /// <summary>What lies there now. A network share that goes away for a while must not end the pipeline.</summary>
    private List<string> Files()
    {
        try
        {
            List<string> files = [.. Directory.EnumerateFiles(_folder, "*", AllBelow).Where(ClipFiles.IsClip)];
            _folderOutage.Over();
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _folderOutage.Began(e);
            return [];
        }
    }

    private async Task LookAtAsync(string file, CancellationToken cancel)
    {
        var info = new FileInfo(file);
        var sight = new Sight(info.Exists ? info.Length : 0, info.LastWriteTimeUtc);
        if (_uploaded.TryGetValue(file, out var done) && done == sight)
            return;

        // A file is whole when two looks, an interval apart, see the same.
        var isWhole = sight.Length > 0 && _lastSeen.TryGetValue(file, out var before) && before == sight;
        _lastSeen[file] = sight;
        if (!isWhole)
            return;

        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var clip = ClipOf(file);
            var isThere = await clips.HoldsAsync(clip, content, cancel); // from the last time that somebody watched
            if (!isThere)
                await clips.UploadAsync(clip, content, cancel);
            outage.Over();
            _uploaded[file] = sight;
            if (!isThere)
                tell($"{clip}: uploaded");
        }
        catch (Exception e) when (e is not IOException && Outage.Is(e, cancel))
        {
            outage.Began(e); // the next look tries again
        }
        catch (FormatException e)
        {
            _uploaded[file] = sight; // not again
            tell(e.Message);
        }
        catch (IOException)
        {
            _lastSeen.Remove(file); // still being written, or gone: look again
        }
        catch (UnauthorizedAccessException e)
        {
            if (_unreadable.Add(file))
                tell($"{e.Message} It is uploaded once it can be read."); // new permissions leave its time as it is, so it is looked at again
        }
    }

    private ClipId ClipOf(string file)
    {
        var path = Path.GetRelativePath(_folder, file).Replace(Path.DirectorySeparatorChar, '/');
        var clip = ClipId.FromBlobName(path);
        return clip.Corpus.Length > 0 ? clip : new ClipId(Path.GetFileName(_folder), path);
    }
}

using System.Diagnostics;
using Emotion.Cli.Commands;
using Emotion.Pipeline.Clips;

namespace Emotion.Cli.Uploading;

/// <summary>
/// Files into a corpus, several at a time. What lies there already with the same bytes is left alone, so an upload that was cut off goes on when
/// it is started again, and sends only what changed since.
/// </summary>
internal sealed class ClipUpload
{
    private const int Parallelism = 8;

    private readonly ClipStore _clips;
    private readonly string _corpus;
    private readonly IReadOnlyList<ClipFile> _files;

    /// <summary>Says what is to be uploaded, and begins nothing.</summary>
    /// <exception cref="CommandException">The corpus cannot be called so, or two files would overwrite each other: a clip would be lost.</exception>
    public ClipUpload(ClipStore clips, string corpus, IReadOnlyList<ClipFile> files)
    {
        if (corpus.Length == 0 || corpus.Contains('/', StringComparison.Ordinal))
            throw new CommandException("A corpus name must not be empty or hold a slash.");
        if (files.GroupBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } clash)
            throw new CommandException($"{string.Join(" and ", clash.Select(file => file.File))} would both become {clash.Key}. Upload their common folder instead, or each to a corpus of its own.");
        (_clips, _corpus, _files) = (clips, corpus, files);
    }

    /// <summary>Uploads; a file that cannot be read or stored does not stop the others.</summary>
    /// <param name="onFile">Hears of each file when it is done, from any thread.</param>
    /// <param name="cancel">Stops it; what is there stays.</param>
    public async Task<UploadSummary> RunAsync(Action onFile, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await _clips.CreateIfNotExistsAsync(cancel);
        var there = await _clips.HashesAsync(_corpus, cancel);
        var outcomes = new UploadOutcome[_files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel };
        await Parallel.ForAsync(0, _files.Count, options, async (i, token) =>
        {
            outcomes[i] = await UploadAsync(_files[i], there, token);
            onFile();
        });
        return new UploadSummary(_corpus, outcomes, watch.Elapsed);
    }

    private async Task<UploadOutcome> UploadAsync(ClipFile file, IReadOnlyDictionary<string, byte[]> there, CancellationToken cancel)
    {
        try
        {
            await using var content = File.OpenRead(file.File);
            if (there.TryGetValue(file.Path, out var hash) && (await ContentHash.OfAsync(content, cancel)).AsSpan().SequenceEqual(hash))
                return new UploadOutcome(file.File, content.Length, UploadOutcomeKind.AlreadyThere);
            content.Position = 0;
            await _clips.UploadAsync(new ClipId(_corpus, file.Path), content, cancel);
            return new UploadOutcome(file.File, content.Length, UploadOutcomeKind.Uploaded);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return new UploadOutcome(file.File, 0, UploadOutcomeKind.Refused, e.Message);
        }
    }
}

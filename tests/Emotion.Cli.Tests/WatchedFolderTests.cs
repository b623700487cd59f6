using System.Collections.Concurrent;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary>What <c>emotion up --watch</c> picks up, and when.</summary>
public sealed class WatchedFolderTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;
    private readonly string _corpus = $"watched-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> _told = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ClipStore Clips => new(azurite.Storage.Blobs);

    [Theory]
    [InlineData("")]
    [InlineData("/")] // as Tab completes it
    public async Task Subfolders_are_corpora_and_what_is_no_clip_stays(string ending)
    {
        Write($"{_corpus}/day 1/a.wav", seed: 1);
        Write($"{_corpus}/notes.txt", seed: 2);
        Write("loose.wav", seed: 3);
        await WatchAsync(() => _told.Count >= 2, ending);

        Assert.Equal([$"{_corpus}/day 1/a.wav: uploaded", $"{Path.GetFileName(_folder)}/loose.wav: uploaded"], _told.Order(StringComparer.Ordinal).OrderBy(line => line.Contains("loose", StringComparison.Ordinal)));
        Assert.Equal(["day 1/a.wav"], await Clips.ListAsync(_corpus, Cancel).Select(clip => clip.Clip.Path).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_file_is_taken_once_and_only_when_it_has_stopped_growing()
    {
        var whole = WavFile.VoiceClip();
        var growing = GrowAsync(whole);
        await WatchAsync(() => !_told.IsEmpty);
        await growing;

        Assert.Equal([$"{_corpus}/a.wav: uploaded"], _told);
        Assert.True(await Clips.HoldsAsync(new ClipId(_corpus, "a.wav"), new MemoryStream(whole), Cancel));
    }

    [Fact]
    public async Task Watching_again_leaves_alone_what_is_there_and_takes_what_changed()
    {
        Write($"{_corpus}/same.wav", seed: 1);
        Write($"{_corpus}/changed.wav", seed: 2);
        await WatchAsync(() => _told.Count == 2);
        _told.Clear();

        Write($"{_corpus}/changed.wav", seed: 3);
        await WatchAsync(() => !_told.IsEmpty);
        Assert.Equal([$"{_corpus}/changed.wav: uploaded"], _told);
    }

    [Fact]
    public async Task A_name_that_the_storage_would_change_is_told_of_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        Write($"{_corpus}/back\\slash.wav", seed: 1);
        await WatchAsync(() => !_told.IsEmpty);
        Assert.Contains("holds a backslash", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_told_of_once_and_the_others_are_taken()
    {
        Write($"{_corpus}/z.wav", seed: 1);
        UnreadableFile.Create(Path.Combine(_folder, _corpus, "a.wav"));
        await WatchAsync(() => _told.Count >= 2);
        Assert.Equal(
            [$"Access to the path '{Path.Combine(_folder, _corpus, "a.wav")}' is denied. It is uploaded once it can be read.", $"{_corpus}/z.wav: uploaded"],
            _told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_goes_away_is_told_of_once_and_watched_again_when_it_is_back()
    {
        Write($"{_corpus}/a.wav", seed: 1);
        var watching = WatchAsync(() => _told.Count >= 4);
        await Wait.UntilAsync(() => _told.Count == 1, TimeSpan.FromSeconds(30));

        Directory.Move(_folder, _folder + ".away");
        await Wait.UntilAsync(() => _told.Count == 2, TimeSpan.FromSeconds(30));
        await Task.Delay(2500, Cancel);
        Directory.Move(_folder + ".away", _folder);
        Write($"{_corpus}/b.wav", seed: 2);
        await watching;

        Assert.StartsWith($"The folder {_folder} does not work (Could not find a part of the path", _told.ElementAt(1), StringComparison.Ordinal);
        Assert.Equal([$"The folder {_folder} works again.", $"{_corpus}/a.wav: uploaded", $"{_corpus}/b.wav: uploaded"], _told.Where((_, i) => i != 1).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string path, int seed)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, WavFile.VoiceClip(seed: seed));
    }

    /// <summary>Copied piece by piece for four seconds, as from a slow disk.</summary>
    private async Task GrowAsync(byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(_folder, _corpus));
        await using var file = new FileStream(Path.Combine(_folder, _corpus, "a.wav"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        foreach (var piece in content.Chunk(content.Length / 10))
        {
            await file.WriteAsync(piece, Cancel);
            await file.FlushAsync(Cancel);
            await Task.Delay(400, Cancel);
        }
    }

    /// <summary>Watches until something is so, and two looks longer: what should not happen gets its chance.</summary>
    private async Task WatchAsync(Func<bool> isSo, string ending = "")
    {
        await Clips.CreateIfNotExistsAsync(Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = new WatchedFolder(_folder + ending, Clips, new Outage("storage", _told.Enqueue), _told.Enqueue).RunAsync(stop.Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
            await Task.Delay(100, limit.Token);
        await Task.Delay(2500, Cancel);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }
}

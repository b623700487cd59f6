using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>
/// <c>emotion up</c>, the function app and Azurite are killed while clips come in: every clip ends as one row, and every row is that of an
/// undisturbed run.
/// </summary>
/// <remarks>
/// The short run kills each of them once, when a quarter, a half and three quarters of the clips are uploaded; the long one at random moments.
/// <c>EMOTION_CHAOS_CLIPS</c>, <c>EMOTION_CHAOS_KILLS</c> and <c>EMOTION_CHAOS_SEED</c> make that longer and other.
/// </remarks>
[Collection(FaultRuns.Name)]
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Voices = 12;
    private const int JunkEvery = 25;
    private const string Calm = "calm";
    private const string Storm = "storm";

    private static readonly int Clips = FaultRuns.AreLong ? FaultRuns.Setting("EMOTION_CHAOS_CLIPS", 500) : 60;
    private static readonly int Kills = FaultRuns.AreLong ? FaultRuns.Setting("EMOTION_CHAOS_KILLS", 6) : 3;

    /// <summary>First what takes longest to be made up for: a message in the hand of an <c>emotion up</c> that is killed comes back after 20 s.</summary>
    private static readonly string[] Parts = ["emotion up", "function app", "Azurite"];

    private readonly Random _random = new(FaultRuns.Setting("EMOTION_CHAOS_SEED", 6));
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-kill-").FullName;
    private readonly byte[][] _contents = [.. Enumerable.Range(0, Voices).Select(seed => WavFile.VoiceClip(seconds: 0.8, rate: 16000, seed: seed))];
    private readonly SemaphoreSlim _killing = new(1);
    private readonly List<string> _killed = [];
    private Queue<int> _moments = [];
    private UpProcess? _up;
    private int _uploaded;
    private int _repeated;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Storage Storage => Storage.Connect(_up!.ConnectionString);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_up is not null)
            await _up.DisposeAsync();
        _killing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Kills_lose_no_clip_and_change_no_row()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        _up = await UpProcess.StartAsync(_folder);
        await UploadAllAsync(Calm, Voices + 1); // one of each, and junk
        await AllHaveRowsAsync(Calm, Voices + 1);
        var calm = await RowsAsync(Calm);

        var watch = Stopwatch.StartNew();
        _uploaded = 0;
        _moments = new(Moments());
        await UploadAllAsync(Storm, Clips);
        await KillIfDueAsync(); // what the last uploads left to another
        var afterUpload = watch.Elapsed;
        await AllHaveRowsAsync(Storm, Clips);

        var rows = await RowsAsync(Storm);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Clips} clips, {_killed.Count} kills ({string.Join(", ", _killed)}), {_repeated} uploads repeated: {Count(rows, ResultStatus.Scored)} scored, {Count(rows, ResultStatus.Rejected)} rejected, {Count(rows, ResultStatus.Failed)} failed; uploaded after {afterUpload.TotalSeconds:0.0} s, complete after {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.Equal(Kills, _killed.Count);
        Assert.Equal(Enumerable.Range(0, Clips).Select(Name), rows.Select(row => row.Version.Clip.Path).Order(StringComparer.Ordinal));
        foreach (var row in rows)
            await AssertUndisturbedAsync(row, calm);
    }

    private async Task AssertUndisturbedAsync(ClipResult row, List<ClipResult> calm)
    {
        var number = int.Parse(Path.GetFileNameWithoutExtension(row.Version.Clip.Path), CultureInfo.InvariantCulture);
        var expected = calm.Single(other => other.Version.Clip.Path == Name(IsJunk(number) ? Voices : number % Voices));
        Assert.Equal((expected.Status, expected.Reason, expected.Detail, expected.FeatureSet, expected.Audio), (row.Status, row.Reason, row.Detail, row.FeatureSet, row.Audio));
        Assert.Equal(expected.Prediction?.Probabilities, row.Prediction?.Probabilities);
        Assert.Equal((expected.Prediction?.Emotion, expected.Prediction?.ModelVersion), (row.Prediction?.Emotion, row.Prediction?.ModelVersion));
        Assert.Equal((await new ClipStore(Storage.Blobs).FindAsync(row.Version.Clip, Cancel))?.ETag, row.Version.ETag);
    }

    /// <summary>When so and so many clips are uploaded, a part is killed.</summary>
    private IEnumerable<int> Moments() => FaultRuns.AreLong
        ? Enumerable.Range(0, Kills).Select(_ => _random.Next(Clips / 20, Clips)).Order()
        : Enumerable.Range(1, Kills).Select(i => i * Clips / (Kills + 1));

    /// <summary>Kills the next part if it is time; the other uploads go on meanwhile.</summary>
    private async Task KillIfDueAsync()
    {
        if (!await _killing.WaitAsync(TimeSpan.Zero, Cancel))
            return; // another is about it, and looks again when it is done
        try
        {
            while (_moments.TryPeek(out var moment) && _uploaded >= moment)
            {
                _moments.Dequeue();
                if (FaultRuns.AreLong)
                    await Task.Delay(_random.Next(300), Cancel);
                await KillAsync(Parts[_killed.Count % Parts.Length]);
            }
        }
        finally
        {
            _killing.Release();
        }
    }

    private async Task KillAsync(string part)
    {
        await Wait.UntilAsync(() => UpProcess.TryKill(part switch { "function app" => _up!.Handler, "Azurite" => _up!.Azurite, _ => _up!.Id }), FaultRuns.Stall, () => _up!.Output);
        _killed.Add(part);
        if (part == "emotion up")
            _up = await UpProcess.StartAsync(_folder);
    }

    private Task UploadAllAsync(string corpus, int count) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (i, token) =>
    {
        var content = IsJunk(i) ? "no audio"u8.ToArray() : _contents[i % Voices];
        while (!await TryUploadAsync(new ClipId(corpus, Name(i)), content))
        {
            Interlocked.Increment(ref _repeated);
            await Task.Delay(100, token);
        }

        Interlocked.Increment(ref _uploaded);
        await KillIfDueAsync();
    });

    private async Task<bool> TryUploadAsync(ClipId clip, byte[] content)
    {
        try
        {
            var blobs = new BlobServiceClient(_up!.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 0 } });
            await new ClipStore(blobs).UploadAsync(clip, new MemoryStream(content), Cancel);
            return true;
        }
        catch (Exception e) when (StorageErrors.Explain(e) is not null || e is IOException or HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Waits as long as rows are added.</summary>
    private async Task AllHaveRowsAsync(string corpus, int count)
    {
        for (var rows = 0; rows < count;)
        {
            var before = rows;
            await Wait.UntilAsync(async () => (rows = (await RowsAsync(corpus)).Count) > before, FaultRuns.Stall, () => $"{rows} of {count} rows. {_up!.Output}");
            await Task.Delay(1000, Cancel);
        }
    }

    private async Task<List<ClipResult>> RowsAsync(string corpus)
    {
        try
        {
            return await new ResultTable(Storage.Tables).QueryAsync(new ResultQuery(corpus), Cancel).ToListAsync(Cancel);
        }
        catch (Exception e) when (StorageErrors.Explain(e) is not null)
        {
            return []; // just being started again
        }
    }

    private static bool IsJunk(int number) => number % JunkEvery == Voices;

    private static int Count(List<ClipResult> rows, ResultStatus status) => rows.Count(row => row.Status == status);

    private static string Name(int number) => number.ToString("00000", CultureInfo.InvariantCulture) + ".wav";
}

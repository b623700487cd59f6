using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Clips that are longer than a clip: scored in windows, a row for each.</summary>
[Collection(PipelineFixture.QueueReaders)]
public sealed class RecordingTests(AzuriteFixture azurite) : IDisposable
{
    private const int AnalysedAgain = 105;
    private const int FeaturesGone = 107;

    private readonly PipelineFixture _pipeline = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_has_a_row_that_adds_up_its_windows_and_a_row_for_each()
    {
        var version = await UploadAsync(seconds: 30);
        var (message, _) = await ExtractAsync(version);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(message) < 48 * 1024);

        await _pipeline.Score.RunAsync(message, Cancel);
        var row = await RowAsync(version);
        var segments = await SegmentsAsync(version);
        Assert.Equal((ResultStatus.Scored, segments.Count), (row.Status, row.Recording!.Windows));
        Assert.InRange(segments.Count, 20, 24);
        Assert.Equal(Enumerable.Range(0, segments.Count), segments.Select(segment => segment.Window));
        Assert.Equal(2.5, segments[0].EndSeconds - segments[0].StartSeconds, 1e-3);
        Assert.Equal(1.25, segments[1].StartSeconds - segments[0].StartSeconds, 1e-3);
        foreach (var (label, mean) in row.Prediction!.Probabilities)
        {
            Assert.Equal(segments.Average(segment => segment.Prediction.Probabilities[label]), mean, 1e-9);
            Assert.Equal(segments.Count(segment => segment.Prediction.Emotion == label) / (double)segments.Count, row.Recording.Shares[label], 1e-9);
        }

        Assert.Equal(row.Prediction.Probabilities.MaxBy(one => one.Value).Key, row.Prediction.Emotion);
        Assert.Equal(row.Prediction.Confidence < ShippedModel.Card.UncertainBelow, row.Prediction.Uncertain);
        Assert.False(await HasFeaturesAsync(message));
    }

    [Fact]
    public async Task A_clip_has_no_windows()
    {
        var version = await UploadAsync(seconds: 3);
        await _pipeline.Extract.RunAsync(version.Clip, Cancel);
        await _pipeline.Score.RunAsync(await _pipeline.TakeMessageAsync(version, Cancel), Cancel);
        Assert.Null((await RowAsync(version)).Recording);
        Assert.Empty(await SegmentsAsync(version));
    }

    [Fact]
    public async Task A_message_that_comes_twice_gives_the_same_row_though_its_features_are_gone()
    {
        var version = await UploadAsync(seconds: 9);
        var (message, _) = await ExtractAsync(version);
        await _pipeline.Score.RunAsync(message, Cancel);
        var (row, segments) = (await RowAsync(version), await SegmentsAsync(version));

        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
        Assert.Single(_pipeline.Logged.Of(FeaturesGone));
        Assert.Single(_pipeline.Logged.Of(AnalysedAgain));
        Assert.Equal(row.Prediction!.Probabilities, (await RowAsync(version)).Prediction!.Probabilities);
        Assert.Equal(segments.Select(Times), (await SegmentsAsync(version)).Select(Times));
    }

    [Fact]
    public async Task Features_that_another_delivery_is_still_writing_are_not_taken_for_all()
    {
        var version = await UploadAsync(seconds: 9);
        var (message, parsed) = await ExtractAsync(version);
        var blob = Features.GetBlobClient(parsed.Recording!.Blob);
        var whole = (await blob.DownloadContentAsync(Cancel)).Value.Content.ToArray();
        await blob.UploadAsync(BinaryData.FromBytes(whole[..(whole.Length / 2)]), overwrite: true, Cancel);
        var half = await Assert.ThrowsAsync<InvalidMessageException>(() => _pipeline.Score.RunAsync(message, Cancel));
        Assert.Contains("recording-features", half.Message, StringComparison.Ordinal);

        await blob.UploadAsync(BinaryData.FromBytes([]), overwrite: true, Cancel);
        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
        Assert.Equal(parsed.Recording.Windows, (await RowAsync(version)).Recording!.Windows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Features_that_another_delivery_removes_or_writes_again_end_early_and_are_no_failure(bool again)
    {
        var version = await UploadAsync(seconds: 240);
        var recording = (await ExtractAsync(version)).Message.Recording!;
        var blob = Features.GetBlobClient(recording.Blob);
        var whole = (await blob.DownloadContentAsync(Cancel)).Value.Content;
        await using var opened = (await _pipeline.Get<FeatureStore>().OpenAsync(recording.Blob, Cancel))!;
        await using var windows = FeatureStore.ReadAsync(opened, FeatureRecipe.LogMel64, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await windows.MoveNextAsync());
        var read = 1;

        await blob.DeleteAsync(cancellationToken: Cancel);
        if (again)
            await blob.UploadAsync(whole, Cancel);

        while (await windows.MoveNextAsync())
            read++;
        Assert.InRange(read, 2, recording.Windows - 1); // the rest of what had been fetched
    }

    [Fact]
    public async Task Bytes_that_replace_a_recording_leave_no_window_of_it_behind()
    {
        var before = await UploadAsync(seconds: 12);
        var (late, _) = await ExtractAsync(before);
        await _pipeline.Score.RunAsync(late, Cancel);
        Assert.NotEmpty(await SegmentsAsync(before));

        await Task.Delay(1100, Cancel); // another second, by the storage's clock
        var after = await UploadAsync(seconds: 6, before.Clip);
        await _pipeline.Score.RunAsync((await ExtractAsync(after)).Json, Cancel);
        Assert.Empty(await SegmentsAsync(before));
        Assert.Equal((await RowAsync(after)).Recording!.Windows, (await SegmentsAsync(after)).Count);

        Assert.Equal(StepOutcomeKind.Superseded, (await _pipeline.Score.RunAsync(late, Cancel)).Kind);
        Assert.Empty(await SegmentsAsync(before));
        Assert.NotEmpty(await SegmentsAsync(after));
    }

    [Fact]
    public async Task The_same_bytes_cut_into_fewer_windows_leave_none_of_the_others()
    {
        var version = await UploadAsync(seconds: 20);
        await _pipeline.Score.RunAsync((await ExtractAsync(version)).Json, Cancel);
        var many = (await SegmentsAsync(version)).Count;

        using var other = new PipelineFixture(azurite, ("Clips:WindowSeconds", "5"), ("Clips:HopSeconds", "5"));
        await other.Extract.RunAsync(version.Clip, Cancel);
        await other.Score.RunAsync(await other.TakeMessageAsync(version, Cancel), Cancel);
        var row = await RowAsync(version);
        Assert.Equal((5.0, 5.0), (row.Recording!.WindowSeconds, row.Recording.HopSeconds));
        Assert.InRange(row.Recording.Windows, 4, many - 1);
        Assert.Equal(row.Recording.Windows, (await SegmentsAsync(version)).Count);
    }

    [Fact]
    public async Task What_is_given_up_leaves_no_features_behind()
    {
        var version = await UploadAsync(seconds: 9);
        var (message, _) = await ExtractAsync(version);
        Assert.True(await HasFeaturesAsync(message));
        await _pipeline.Failure.ScoringAsync(message, Cancel);
        Assert.Equal(ResultStatus.Failed, (await RowAsync(version)).Status);
        Assert.False(await HasFeaturesAsync(message));
    }

    [Fact]
    public async Task The_longest_clip_can_be_chosen()
    {
        using var other = new PipelineFixture(azurite, ("Clips:LongestClipSeconds", "20"), ("Clips:WindowSeconds", "5"), ("Clips:HopSeconds", "5"));
        var clip = await UploadAsync(seconds: 12);
        await other.Extract.RunAsync(clip.Clip, Cancel);
        Assert.Null(ClipFeaturesMessage.Parse(await other.TakeMessageAsync(clip, Cancel)).Recording);
        var recording = await UploadAsync(seconds: 22);
        await other.Extract.RunAsync(recording.Clip, Cancel);
        Assert.InRange(ClipFeaturesMessage.Parse(await other.TakeMessageAsync(recording, Cancel)).Recording!.Windows, 4, 5);
    }

    public void Dispose() => _pipeline.Dispose();

    private Azure.Storage.Blobs.BlobContainerClient Features => azurite.Storage.Blobs.GetBlobContainerClient(FeatureStore.ContainerName);

    private static (int, double, double, string, double) Times(ClipSegment segment) =>
        (segment.Window, segment.StartSeconds, segment.EndSeconds, segment.Prediction.Emotion, segment.Prediction.Confidence);

    private Task<ClipVersion> UploadAsync(double seconds, ClipId? clip = null) => _pipeline.UploadAsync(WavFile.VoiceClip(seconds), Cancel, clip);

    private async Task<(string Json, ClipFeaturesMessage Message)> ExtractAsync(ClipVersion version)
    {
        await _pipeline.Extract.RunAsync(version.Clip, Cancel);
        var json = await _pipeline.TakeMessageAsync(version, Cancel);
        return (json, ClipFeaturesMessage.Parse(json));
    }

    private async Task<ClipResult> RowAsync(ClipVersion version) => (await _pipeline.RowAsync(version.Clip, Cancel))!;

    private Task<List<ClipSegment>> SegmentsAsync(ClipVersion version) => _pipeline.Get<SegmentTable>().QueryAsync(AnyRow(version), Cancel).ToListAsync(Cancel).AsTask();

    /// <summary>All windows that the table has of these bytes, whatever the row says.</summary>
    private static ClipResult AnyRow(ClipVersion version) => new()
    {
        Version = version,
        Status = ResultStatus.Scored,
        ProcessedAt = version.LastModified,
        Recording = new RecordingSummary(int.MaxValue, 2.5, 1.25, new Dictionary<string, double>()),
    };

    private async Task<bool> HasFeaturesAsync(string message) =>
        await Features.GetBlobClient(ClipFeaturesMessage.Parse(message).Recording!.Blob).ExistsAsync(Cancel);
}

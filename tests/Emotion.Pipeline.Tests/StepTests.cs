using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>Each step on real storage.</summary>
[Collection(PipelineFixture.QueueReaders)]
public sealed class StepTests(AzuriteFixture azurite) : IDisposable
{
    private readonly PipelineFixture _pipeline = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_clip_becomes_a_message_that_scores_into_its_row()
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(rate: 16000), Cancel);
        await using (var content = await _pipeline.Clips.OpenAsync(version, Cancel))
            await _pipeline.Extract.RunAsync(version, content, Cancel);

        var message = await _pipeline.TakeMessageAsync(version, Cancel);
        Assert.Null(await _pipeline.RowAsync(version.Clip, Cancel));
        await _pipeline.Score.RunAsync(message, Cancel);

        var row = (await _pipeline.RowAsync(version.Clip, Cancel))!;
        Assert.Equal(ResultStatus.Scored, row.Status);
        Assert.Equal(version, row.Version);
        Assert.Equal(new Audio.AudioFacts(3.5, 16000, 1), row.Audio);
        Assert.Equal(ShippedModel.Card.FeatureSet, row.FeatureSet);
        Assert.Equal(_pipeline.Clock.GetUtcNow(), row.ProcessedAt);
        Assert.Equal(ShippedModel.Version, row.Prediction!.ModelVersion);
        Assert.Equal(8, row.Prediction.Probabilities.Count);
        Assert.Equal(1, row.Prediction.Probabilities.Values.Sum(), 1e-5);
    }

    public static TheoryData<string, byte[]> BadClips => new()
    {
        { "Undecodable", "this is not audio"u8.ToArray() },
        { "Undecodable", [] },
        { "TooShort", WavFile.VoiceClip(0.3) },
        { "Silent", WavFile.Pcm16(new float[66150], 22050) },
        { "NotFinite", WavFile.Float32([.. Enumerable.Repeat(float.NaN, 66150)], 22050) },
    };

    [Theory, MemberData(nameof(BadClips))]
    public async Task A_bad_clip_becomes_a_rejected_row_with_its_reason(string reason, byte[] content)
    {
        var version = await _pipeline.UploadAsync(content, Cancel);
        await _pipeline.Extract.RunAsync(version, new MemoryStream(content), Cancel);

        var row = (await _pipeline.RowAsync(version.Clip, Cancel))!;
        Assert.Equal((ResultStatus.Rejected, reason), (row.Status, row.Reason));
        Assert.NotEmpty(row.Detail!);
        Assert.Null(row.Prediction);
    }

    [Fact]
    public async Task A_clip_is_read_from_the_storage_at_the_version_that_it_has_now()
    {
        var clip = PipelineFixture.NewClip();
        await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 1), Cancel, clip);
        var current = await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 2), Cancel, clip);
        Assert.Equal(StepOutcomeKind.Queued, (await _pipeline.Extract.RunAsync(clip, Cancel)).Kind);
        Assert.Equal(
            ClipFeaturesMessage.Parse(PipelineFixture.MessageFor(current, seed: 2)).Window().Vector,
            ClipFeaturesMessage.Parse(await _pipeline.TakeMessageAsync(current, Cancel)).Window().Vector);
    }

    [Fact]
    public async Task A_clip_over_the_size_limit_is_rejected_before_it_is_read()
    {
        var version = await _pipeline.UploadAsync([1, 2, 3], Cancel);
        await _pipeline.Extract.RunAsync(version, new SizedStream(2048_000_001), Cancel);
        var row = (await _pipeline.RowAsync(version.Clip, Cancel))!;
        Assert.Equal((ResultStatus.Rejected, "TooLarge"), (row.Status, row.Reason));
        Assert.Contains("Clips__LargestMegabytes", row.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_that_was_deleted_meanwhile_is_gone() =>
        Assert.Equal(StepOutcomeKind.Gone, (await _pipeline.Extract.RunAsync(PipelineFixture.NewClip(), Cancel)).Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_storage_that_fails_while_a_clip_is_read_is_no_fault_of_the_clip(int requests)
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        _pipeline.Line.Cut(after: requests);
        await Assert.ThrowsAnyAsync<Exception>(() => _pipeline.Extract.RunAsync(version.Clip, Cancel)); // the host delivers again
        _pipeline.Line.Mend();

        Assert.Null(await _pipeline.RowAsync(version.Clip, Cancel));
        Assert.Equal(StepOutcomeKind.Queued, (await _pipeline.Extract.RunAsync(version.Clip, Cancel)).Kind);
    }

    [Fact]
    public async Task The_same_message_to_eight_workers_at_once_leaves_one_row()
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        var message = PipelineFixture.MessageFor(version);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _pipeline.Score.RunAsync(message, Cancel), Cancel)));

        var rows = await _pipeline.Results.QueryAsync(new ResultQuery("test"), Cancel).Where(row => row.Version.Clip == version.Clip).ToListAsync(Cancel);
        Assert.Equal(version, Assert.Single(rows).Version);
    }

    [Fact]
    public async Task New_bytes_replace_the_row_and_a_late_message_of_the_old_ones_does_not()
    {
        var clip = PipelineFixture.NewClip();
        var older = new ClipVersion(clip, "0x1", DateTimeOffset.UnixEpoch.AddDays(1));
        var newer = new ClipVersion(clip, "0x2", DateTimeOffset.UnixEpoch.AddDays(2));
        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(older), Cancel);
        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(newer), Cancel);
        Assert.Equal(newer, (await _pipeline.RowAsync(clip, Cancel))!.Version);

        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(older), Cancel);
        Assert.Equal(newer, (await _pipeline.RowAsync(clip, Cancel))!.Version);
    }

    [Fact]
    public async Task Of_two_uploads_within_a_second_the_one_that_stayed_wins_in_either_order()
    {
        var clip = PipelineFixture.NewClip();
        var overwritten = await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 1), Cancel, clip);
        var stayed = await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 2), Cancel, clip);
        overwritten = overwritten with { LastModified = stayed.LastModified };

        foreach (var order in new[] { new[] { overwritten, stayed }, [stayed, overwritten] })
        {
            foreach (var version in order)
                await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(version), Cancel);
            Assert.Equal(stayed, (await _pipeline.RowAsync(clip, Cancel))!.Version);
        }
    }

    [Fact]
    public async Task Giving_up_becomes_a_failed_row_unless_there_is_an_answer_already()
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        await _pipeline.Failure.ExtractionAsync(new PoisonBlobMessage("clips", version.Clip.BlobName, $"\"{version.ETag}\"").ToJson(), Cancel);
        var row = (await _pipeline.RowAsync(version.Clip, Cancel))!;
        Assert.Equal((ResultStatus.Failed, "ExtractionFailed", version), (row.Status, row.Reason, row.Version));

        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(version), Cancel);
        await _pipeline.Failure.ScoringAsync(PipelineFixture.MessageFor(version), Cancel);
        Assert.Equal(ResultStatus.Scored, (await _pipeline.RowAsync(version.Clip, Cancel))!.Status);
    }

    [Fact]
    public async Task A_message_that_could_not_be_scored_becomes_a_failed_row()
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        await _pipeline.Failure.ScoringAsync(PipelineFixture.MessageFor(version), Cancel);
        Assert.Equal("ScoringFailed", (await _pipeline.RowAsync(version.Clip, Cancel))!.Reason);
    }

    /// <summary>Whatever else a later version changes.</summary>
    [Theory]
    [InlineData(5, "windows", "schema version 5, and this app reads 1 to 4")]
    [InlineData(2, "features", "could not be read")]
    public async Task A_poison_message_that_cannot_be_read_but_names_its_clip_becomes_a_failed_row_that_says_what_to_do(int schema, string without, string says)
    {
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        var message = JsonNode.Parse(PipelineFixture.MessageFor(version))!.AsObject();
        message["schema"] = schema;
        message.Remove(without);
        Assert.Equal(StepOutcomeKind.Failed, (await _pipeline.Failure.ScoringAsync(message.ToJsonString(), Cancel)).Kind);

        var row = (await _pipeline.RowAsync(version.Clip, Cancel))!;
        Assert.Equal((ResultStatus.Failed, "ScoringFailed", version), (row.Status, row.Reason, row.Version));
        Assert.Contains(says, row.Detail, StringComparison.Ordinal);
        Assert.Contains("emotion audit --requeue failed", row.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poison_message_that_names_no_clip_is_dropped_not_retried_for_ever()
    {
        string[] garbage =
        [
            "garbage", "null", "[]", """{"schema":4}""", """{"schema":4,"clip":{"corpus":"test"}}""",
            """{"schema":4,"clip":{"corpus":"","path":"","eTag":"0x1","lastModified":"2026-11-24T10:00:00Z"}}""",
            """{"schema":4,"clip":{"corpus":"a","path":"b.wav","eTag":"0x1","lastModified":"yesterday"}}""",
        ];
        foreach (var message in garbage)
            Assert.Equal(StepOutcomeKind.Unreadable, (await _pipeline.Failure.ScoringAsync(message, Cancel)).Kind);
        Assert.Contains("names no clip", (await _pipeline.Failure.ExtractionAsync("{}", Cancel)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_garbage_message_is_an_error_for_the_host_to_count() =>
        await Assert.ThrowsAsync<InvalidMessageException>(() => _pipeline.Score.RunAsync("garbage", Cancel));

    public void Dispose() => _pipeline.Dispose();

    /// <summary>Says how long it is, and cannot be read.</summary>
    private sealed class SizedStream(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("The clip was read.");
    }
}

using System.Buffers.Binary;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>The rows of docs/reliability.md that no other test holds: what each input becomes, at its first attempt.</summary>
public sealed class OutcomeTests(AzuriteFixture azurite) : IDisposable
{
    private readonly Steps _steps = new(azurite.ConnectionString);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Readable => new()
    {
        { "truncated, but long enough", WavFile.VoiceClip()[..100_000] },
        { "data length beyond the end", WithDataLength(WavFile.VoiceClip(), 2_000_000_000) },
        { "data length never filled in", WithDataLength(WavFile.VoiceClip(), 0) },
        { "RIFF length is wrong", [.. "RIFF"u8, 1, 2, 3, 4, .. WavFile.VoiceClip()[8..]] },
        { "8 channels", WavFile.Pcm16(Interleaved(WavFile.Voice(3.5, 22050), 8), 22050, channels: 8) },
        { "192 kHz", WavFile.VoiceClip(rate: 192_000) },
        { "8 kHz", WavFile.VoiceClip(rate: 8000) },
    };

    public static TheoryData<string, string, byte[]> AtFault => new()
    {
        { "truncated in the header", "Undecodable", WavFile.VoiceClip()[..40] },
        { "truncated to a moment", "TooShort", WavFile.VoiceClip()[..10_000] },
        { "header of 0 channels", "Undecodable", WavFile.Riff(("fmt ", WavFile.Format(1, 0, 22050, 16)), ("data", new byte[100_000])) },
        { "header of 0 Hz", "Undecodable", WavFile.Riff(("fmt ", WavFile.Format(1, 1, 0, 16)), ("data", new byte[100_000])) },
        { "one infinite sample", "NotFinite", WavFile.Float32([.. WavFile.Voice(3.5, 22050).Select((x, i) => i == 30_000 ? float.PositiveInfinity : x)], 22050) },
        { "2 GB promised, nothing there", "TooShort", WithDataLength(WavFile.Pcm16([], 22050), 2_000_000_000) },
    };

    [Theory, MemberData(nameof(Readable))]
    public async Task Odd_but_readable_clips_are_scored(string what, byte[] content)
    {
        var version = await UploadAsync(content);
        Assert.Equal((what, StepOutcomeKind.Queued), (what, (await _steps.Extract.RunAsync(version.Clip, Cancel)).Kind));
    }

    [Theory, MemberData(nameof(AtFault))]
    public async Task Clips_at_fault_are_rejected_at_once_with_the_reason(string what, string reason, byte[] content)
    {
        var version = await UploadAsync(content);
        var outcome = await _steps.Extract.RunAsync(version.Clip, Cancel);
        Assert.Equal((what, StepOutcomeKind.Rejected, reason), (what, outcome.Kind, outcome.Reason));
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Rejected, reason, version), (row!.Status, row.Reason, row.Version));
    }

    [Fact]
    public async Task A_message_for_a_clip_that_was_deleted_is_scored_since_it_carries_all_that_is_needed()
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        await azurite.Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).DeleteBlobAsync(version.Clip.BlobName, cancellationToken: Cancel);
        Assert.Equal(StepOutcomeKind.Gone, (await _steps.Extract.RunAsync(version.Clip, Cancel)).Kind);
        Assert.Equal(StepOutcomeKind.Scored, (await _steps.Score.RunAsync(Steps.MessageFor(version), Cancel)).Kind);
        Assert.Equal(version, (await RowAsync(version.Clip))!.Version);
    }

    [Fact]
    public async Task A_poison_blob_that_was_deleted_is_recorded_as_failed_and_gives_way_to_a_new_upload()
    {
        var clip = Steps.NewClip();
        await _steps.Failure.ExtractionAsync(new PoisonBlobMessage(ClipStore.ContainerName, clip.BlobName, "\"0x1\"").ToJson(), Cancel);
        Assert.Equal((ResultStatus.Failed, "ExtractionFailed"), ((await RowAsync(clip))!.Status, (await RowAsync(clip))!.Reason));

        var version = await _steps.Clips.UploadAsync(clip, new MemoryStream(WavFile.VoiceClip()), Cancel);
        await _steps.Score.RunAsync(Steps.MessageFor(version), Cancel);
        Assert.Equal((ResultStatus.Scored, version), ((await RowAsync(clip))!.Status, (await RowAsync(clip))!.Version));
    }

    [Fact]
    public async Task A_clip_that_was_given_up_and_is_over_the_limit_is_rejected_unless_there_is_an_answer()
    {
        using var steps = new Steps(azurite.ConnectionString, ("Clips:LargestMegabytes", "1"));
        var version = await UploadAsync(new byte[1_200_000]);
        var poison = new PoisonBlobMessage(ClipStore.ContainerName, version.Clip.BlobName, $"\"{version.ETag}\"").ToJson();
        Assert.Equal("ExtractionFailed", (await _steps.Failure.ExtractionAsync(poison, Cancel)).Reason);
        Assert.Equal((StepOutcomeKind.Rejected, "TooLarge"), await OutcomeAsync(steps.Failure.ExtractionAsync(poison, Cancel)));
        Assert.Equal((ResultStatus.Rejected, "TooLarge", version), await RowAsync(version.Clip) is { } row ? (row.Status, row.Reason, row.Version) : default);

        await steps.Score.RunAsync(Steps.MessageFor(version), Cancel);
        Assert.Equal((StepOutcomeKind.Superseded, null), await OutcomeAsync(steps.Failure.ExtractionAsync(poison, Cancel)));
        Assert.Equal(ResultStatus.Scored, (await RowAsync(version.Clip))!.Status);
    }

    [Fact]
    public async Task Without_any_model_scoring_fails_for_the_host_to_count_and_ends_as_a_failed_row()
    {
        using var steps = new Steps(azurite.ConnectionString, ("Model:ShippedFolder", Path.Combine(AppContext.BaseDirectory, "nowhere")));
        var version = await UploadAsync(WavFile.VoiceClip());
        await Assert.ThrowsAsync<InvalidModelException>(() => steps.Score.RunAsync(Steps.MessageFor(version), Cancel));
        Assert.Null(await RowAsync(version.Clip));
        Assert.Equal("ScoringFailed", (await steps.Failure.ScoringAsync(Steps.MessageFor(version), Cancel)).Reason);

        // Once there is a model, the same message still scores.
        Assert.Equal(StepOutcomeKind.Scored, (await _steps.Score.RunAsync(Steps.MessageFor(version), Cancel)).Kind);
    }

    public void Dispose() => _steps.Dispose();

    private Task<ClipVersion> UploadAsync(byte[] content) => _steps.Clips.UploadAsync(Steps.NewClip(), new MemoryStream(content), Cancel);

    private static async Task<(StepOutcomeKind Kind, string? Reason)> OutcomeAsync(Task<StepOutcome> step) => (await step) is var outcome ? (outcome.Kind, outcome.Reason) : default;

    private async Task<ClipResult?> RowAsync(ClipId clip) => (await _steps.Results.FindAsync(clip, Cancel))?.Result;

    /// <summary>The data chunk of <see cref="WavFile.Pcm16"/> begins at byte 36.</summary>
    private static byte[] WithDataLength(byte[] file, uint length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), length);
        return file;
    }

    private static float[] Interleaved(float[] mono, int channels) => [.. mono.SelectMany(sample => Enumerable.Repeat(sample, channels))];
}

using System.Diagnostics;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Telemetry;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>What an operator sees of a clip.</summary>
[Collection(PipelineFixture.QueueReaders)]
public sealed class TelemetryTests(AzuriteFixture azurite) : IDisposable
{
    private readonly PipelineFixture _pipeline = new(azurite);
    private readonly ClipId _clip = new($"telemetry-{Guid.NewGuid():N}", "day 1/clip.wav");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_follows_a_clip_from_blob_to_row_through_the_queue_message()
    {
        using var recorded = new Recorded(_clip.Corpus);
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel, _clip);
        await _pipeline.Extract.RunAsync(_clip, Cancel);
        var message = await _pipeline.TakeMessageAsync(version, Cancel);
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(42));

        using var hostCall = new Activity("the host's call").Start();
        await _pipeline.Score.RunAsync(message, Cancel);

        Assert.Equal(["ExtractFeatures", "ScoreClip"], recorded.Spans.Select(span => span.OperationName));
        var (extract, score) = (recorded.Spans[0], recorded.Spans[1]);
        Assert.Equal(extract.TraceId, score.TraceId);
        Assert.Equal(extract.SpanId, score.ParentSpanId);
        Assert.Equal(hostCall.SpanId, Assert.Single(score.Links).Context.SpanId);
        Assert.Equal(_clip.BlobName, score.GetTagItem(Tags.Clip));
        Assert.Equal(("Queued", "Scored"), (extract.GetTagItem(Tags.Outcome), score.GetTagItem(Tags.Outcome)));
        Assert.Equal(42, Assert.Single(recorded.Of("emotion.queue.latency")).Value, 1e-3);
    }

    [Fact]
    public async Task Outcomes_are_counted_and_timed_by_reason_and_model_version()
    {
        using var recorded = new Recorded(_clip.Corpus);
        var version = await _pipeline.UploadAsync("no audio"u8.ToArray(), Cancel, _clip);
        await _pipeline.Extract.RunAsync(_clip, Cancel);
        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(version), Cancel);
        await _pipeline.Failure.ScoringAsync(PipelineFixture.MessageFor(version), Cancel);

        Assert.Equal(
            [
                "ExtractFeatures Rejected Undecodable ",
                $"ScoreClip Scored  {ShippedModel.Version}",
                "RecordScoringFailure Superseded  ",
            ],
            recorded.Of("emotion.steps").Select(m => string.Join(' ', new[] { Tags.Step, Tags.Outcome, Tags.Reason, Tags.ModelVersion }.Select(tag => m.Tags.GetValueOrDefault(tag)))));
        Assert.All(recorded.Of("emotion.steps"), m => Assert.DoesNotContain(Tags.Clip, m.Tags.Keys)); // a series per clip would be too many
        Assert.All(recorded.Of("emotion.step.duration"), m => Assert.InRange(m.Value, 1e-6, 60));
        Assert.Equal(3, recorded.Of("emotion.step.duration").Count);
    }

    [Fact]
    public async Task An_attempt_that_throws_is_an_error_span()
    {
        using var recorded = new Recorded(_clip.Corpus);
        var version = new ClipVersion(_clip, "0x1", DateTimeOffset.UnixEpoch);
        var message = ClipFeaturesMessage.Parse(PipelineFixture.MessageFor(version)) with { Features = [1, 2, 3] };
        await Assert.ThrowsAsync<InvalidMessageException>(() => _pipeline.Score.RunAsync(message.ToJson(), Cancel));

        var span = Assert.Single(recorded.Spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Contains("3 bytes of features", span.StatusDescription, StringComparison.Ordinal);
        var counted = Assert.Single(recorded.Of("emotion.steps")).Tags;
        Assert.Equal(("Error", typeof(InvalidMessageException).FullName), (counted[Tags.Outcome], counted[Tags.ErrorType]));
    }

    public void Dispose() => _pipeline.Dispose();
}

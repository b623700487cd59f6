using Emotion.Audio;
using Emotion.Audio.Recordings;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary>Rows of a corpus that no other test uses, as the pipeline would have written them.</summary>
internal sealed class CorpusRows(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its name.</summary>
    public string Corpus { get; } = $"rows-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What a model says that gives the rest of the probability to no other label.</summary>
    public static Prediction Answer(string emotion, double confidence, string model, bool? uncertain = null) =>
        new(emotion, confidence, new Dictionary<string, double> { [emotion] = confidence }, model) { Uncertain = uncertain };

    /// <summary>Writes a recording's row and windows, which follow on each other; happy ones have a confidence of 0.9, others of 0.8.</summary>
    public async Task WriteRecordingAsync(string path, string[] emotions, double windowSeconds, string model, double start = 0)
    {
        await azurite.Storage.CreateStoresAsync(Cancel);
        var labels = emotions.Distinct().ToList();
        var segments = emotions.Select((emotion, i) => new ClipSegment(i, start + i * windowSeconds, start + (i + 1) * windowSeconds, AnswerOfAll(emotion))).ToList();
        var score = ClipScore.OfWindows(segments, new Windowing { WindowSeconds = windowSeconds, HopSeconds = windowSeconds }, uncertainBelow: null);
        var row = new ClipResult
        {
            Version = new ClipVersion(new ClipId(Corpus, path), "0x1", Day),
            Status = ResultStatus.Scored,
            ProcessedAt = Day,
            Prediction = score.Prediction,
            Recording = score.Recording,
            Audio = new AudioFacts(120, 22050, 1),
        };
        await new SegmentTable(azurite.Storage.Tables).WriteAsync(row.Version, segments, Cancel);
        Assert.True(await new ResultTable(azurite.Storage.Tables).TryWriteAsync(row, replaces: null, Cancel));

        Prediction AnswerOfAll(string emotion)
        {
            var confidence = emotion == "happy" ? 0.9 : 0.8;
            return new Prediction(emotion, confidence, labels.ToDictionary(label => label, label => label == emotion ? confidence : 0), model);
        }
    }

    /// <summary>Writes a row of 24 November 2026: scored with an answer, or rejected as silent without one.</summary>
    public async Task WriteAsync(string path, Prediction? answer, int hour = 0)
    {
        await azurite.Storage.CreateStoresAsync(Cancel);
        var at = Day.AddHours(hour);
        var row = new ClipResult
        {
            Version = new ClipVersion(new ClipId(Corpus, path), "0x1", at),
            Status = answer is null ? ResultStatus.Rejected : ResultStatus.Scored,
            ProcessedAt = at,
            Prediction = answer,
            Reason = answer is null ? "Silent" : null,
            Audio = new AudioFacts(120, 22050, 1),
        };
        Assert.True(await new ResultTable(azurite.Storage.Tables).TryWriteAsync(row, replaces: null, Cancel));
    }
}

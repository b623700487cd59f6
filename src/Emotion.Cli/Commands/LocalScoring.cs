using Emotion.Audio;
using Emotion.Audio.Recordings;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;

namespace Emotion.Cli.Commands;

/// <summary>A local file, scored as the pipeline would.</summary>
internal static class LocalScoring
{
    /// <summary>Scores a file.</summary>
    /// <returns>What would be its row, and the windows of a recording.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static (ClipResult Result, IReadOnlyList<ClipSegment> Segments) Score(string file, EmotionScorer scorer, Windowing windowing, CancellationToken cancel)
    {
        // A local file has no ETag; its place in a result is what identifies it.
        var result = new ClipResult
        {
            Version = new ClipVersion(new ClipId("", file), "", File.GetLastWriteTimeUtc(file)),
            Status = ResultStatus.Rejected,
            ProcessedAt = DateTimeOffset.UtcNow,
        };
        try
        {
            using var stream = File.OpenRead(file);
            var analysed = RecordingAnalyzer.Analyze(stream, ServedScorer.RecipeOf(scorer), windowing, cancel: cancel);
            var score = WindowScoring.Score(analysed, scorer);
            var scored = result with
            {
                Status = ResultStatus.Scored,
                Audio = analysed.Audio,
                FeatureSet = analysed.FeatureSet,
                Prediction = score.Prediction,
                Recording = score.Recording,
            };
            return (scored, score.Segments);
        }
        catch (InvalidAudioException e)
        {
            return (result with { Reason = e.Fault.ToString(), Detail = e.Message, Audio = e.Facts }, []);
        }
    }
}

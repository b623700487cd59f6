using Emotion.Inference;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>What a model card says of a measurement on speakers held out.</summary>
public static class HoldOutReport
{
    private const int Digits = 4;

    /// <summary>The card's entry.</summary>
    public static Evaluation Write(SpeakerHoldOut split, ConfusionMatrix confusion, int seed) => new()
    {
        Protocol = "speaker-holdout",
        Description = Describe(split, seed),
        TestSpeakers = [.. split.Speakers.Select(speaker => speaker.Id)],
        Clips = confusion.Clips,
        Accuracy = Math.Round(confusion.Accuracy, Digits),
        Uar = Math.Round(confusion.Uar, Digits),
        MacroF1 = Math.Round(confusion.MacroF1, Digits),
        Recall = confusion.Recall.ToDictionary(recall => recall.Key, recall => Math.Round(recall.Value, Digits)),
        Confusion = confusion.Counts,
    };

    private static string Describe(SpeakerHoldOut split, int seed)
    {
        var women = split.Speakers.Count(speaker => speaker.Gender == Gender.Female);
        var others = split.Training.Select(example => example.Clip.Speaker).Distinct().Count();
        var men = split.Speakers.Count - women;
        return $"{split.Speakers.Count} speakers ({women} female, {men} male, picked by seed {seed}) were held out. "
            + $"A model was trained by the same recipe on the other {others} speakers ({split.Training.Count} clips) "
            + "and scored on those held out, whom it had never heard: the figures belong to that model. "
            + "The model in this bundle was then trained on all speakers, so no clip of this corpus is left to measure it on.";
    }
}

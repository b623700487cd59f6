using Emotion.Inference;
using Emotion.Training.Corpora;

namespace Emotion.Training.Describing;

/// <summary>Chooses one clip per emotion to show.</summary>
public static class EmotionExamples
{
    /// <summary>
    /// The first clip of each emotion, in canonical order; all by one speaker as far as possible, so that what differs is the emotion and not
    /// the voice: the first speaker with the most emotions.
    /// </summary>
    public static IReadOnlyList<Example> Choose(Dataset dataset)
    {
        var voice = dataset.Examples.GroupBy(example => example.Clip.Speaker).MaxBy(clips => clips.DistinctBy(clip => clip.Clip.Label).Count());
        var preferred = (voice ?? Enumerable.Empty<Example>()).Concat(dataset.Examples).ToList();
        return [.. EmotionLabels.All.Select(label => preferred.Find(example => example.Clip.Label == label)).OfType<Example>()];
    }
}

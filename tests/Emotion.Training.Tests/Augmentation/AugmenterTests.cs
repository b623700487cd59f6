using Emotion.Training.Augmentation;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Augmentation;

public class AugmenterTests
{
    private static readonly float[] Window = Signals.Sine(440, 0.5);

    private static readonly AugmentationRecipe Everything = new() { Noise = 0.035, PitchSemitones = 2, TimeStretch = 0.2 };

    [Fact]
    public void A_copy_is_the_same_on_any_number_of_threads_and_in_any_order()
    {
        var copies = Enumerable.Range(1, 24).ToArray();
        var oneByOne = copies.Select(Copy).ToArray();

        var backwards = copies.Reverse().AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(Copy).Reverse().ToArray();

        Assert.Equal(oneByOne, backwards);

        static float[] Copy(int copy) => Augmenter.Copy(Window, Everything, "ab", copy);
    }

    [Fact]
    public void Another_seed_clip_or_number_gives_another_copy()
    {
        var recipe = new AugmentationRecipe();
        float[][] copies =
        [
            Augmenter.Copy(Window, recipe, "ab", 1),
            Augmenter.Copy(Window, recipe with { Seed = 43 }, "ab", 1),
            Augmenter.Copy(Window, recipe, "cd", 1),
            Augmenter.Copy(Window, recipe, "ab", 2),
        ];

        Assert.Equal(copies.Length, copies.Select(copy => copy[0]).Distinct().Count());
    }

    [Fact]
    public void A_copy_stays_the_same_from_release_to_release() =>
        // A change here makes old results irreproducible and stale what the feature cache keeps: AugmentationRecipe.Id would have to change too.
        Assert.Equal(Release1, Augmenter.Copy([1, 0, -1, 0], new AugmentationRecipe(), "ab", 1), (a, b) => Math.Abs(a - b) < 1e-6);

    private static readonly float[] Release1 = [0.953889787f, 0.0372105055f, -0.982387722f, -0.000900076877f];
}

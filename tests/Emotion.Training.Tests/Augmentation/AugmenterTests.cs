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
    public void Copies_are_as_often_slower_as_faster_and_never_beyond_the_recipe()
    {
        var recipe = new AugmentationRecipe { Noise = 0, TimeStretch = 0.25 };
        var factors = Enumerable.Range(1, 100).Select(copy => Augmenter.Copy(Window, recipe, "ab", copy).Length / (double)Window.Length).ToArray();

        Assert.All(factors, factor => Assert.InRange(factor, 1 / 1.2501, 1.2501));
        Assert.Equal(0.5, factors.Count(factor => factor > 1) / 100.0, 0.15);
        Assert.True(factors.Max() > 1.22 && factors.Min() < 1 / 1.22, $"Factors reach from {factors.Min():0.00} to {factors.Max():0.00}.");
    }

    [Fact]
    public void Pitch_moves_up_and_down_and_never_beyond_the_recipe()
    {
        var recipe = new AugmentationRecipe { Noise = 0, PitchSemitones = 2 };
        var semitones = Enumerable.Range(1, 40)
            .Select(copy => 12 * Math.Log2(Signals.PeakFrequency(Augmenter.Copy(Window, recipe, "ab", copy)) / 440)).ToArray();

        Assert.All(semitones, shift => Assert.InRange(shift, -2.02, 2.02));
        Assert.True(semitones.Max() > 1.6 && semitones.Min() < -1.6, $"Shifts reach from {semitones.Min():0.00} to {semitones.Max():0.00}.");
    }

    [Fact]
    public void Noise_comes_last_and_is_white_whatever_came_before()
    {
        var clean = Augmenter.Copy(Window, Everything with { Noise = 0 }, "ab", 1);

        var noise = Augmenter.Copy(Window, Everything, "ab", 1).Zip(clean, (a, b) => (double)(a - b)).ToArray();

        for (var lag = 1; lag <= 20; lag++)
            Assert.Equal(0, Signals.Autocorrelation(noise, lag), 4 / Math.Sqrt(noise.Length));
    }

    [Fact]
    public void A_copy_stays_the_same_from_release_to_release() =>
        // A change here makes old results irreproducible and stale what the feature cache keeps: AugmentationRecipe.Id would have to change too.
        Assert.Equal(Release1, Augmenter.Copy([1, 0, -1, 0], new AugmentationRecipe(), "ab", 1), (a, b) => Math.Abs(a - b) < 1e-6);

    private static readonly float[] Release1 = [0.953889787f, 0.0372105055f, -0.982387722f, -0.000900076877f];
}

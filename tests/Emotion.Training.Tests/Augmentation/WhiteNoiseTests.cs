using Emotion.Training.Augmentation;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Augmentation;

public class WhiteNoiseTests
{
    private const float Peak = 0.4f;

    private static readonly float[] Sine = Signals.Sine(440, 2.5, Peak);

    [Fact]
    public void Amplitudes_are_spread_evenly_from_none_to_the_recipes()
    {
        var recipe = new AugmentationRecipe();
        var shares = Enumerable.Range(1, 400).Select(copy => Deviation(Noise(recipe, copy)) / Peak).Order().ToArray();

        // The deviation of 55 125 samples errs by 0.3 % of itself; the quantiles of 400 even draws by at most 0.025 of the range.
        Assert.True(shares[^1] <= 0.035 * 1.02, $"The loudest noise is {shares[^1]:0.0000} of the peak.");
        for (var i = 0; i < shares.Length; i++)
            Assert.Equal(0.035 * (i + 0.5) / shares.Length, shares[i], 0.035 * 0.1);
    }

    [Fact]
    public void Noise_is_normal_and_white()
    {
        var noise = Noise(new AugmentationRecipe(), copy: 1);
        var deviation = Deviation(noise);
        var expected = 4 / Math.Sqrt(noise.Length); // four standard errors

        Assert.Equal(0, noise.Average() / deviation, expected);
        Assert.Equal(0.6827, noise.Count(x => Math.Abs(x) < deviation) / (double)noise.Length, expected);
        Assert.Equal(0.9545, noise.Count(x => Math.Abs(x) < 2 * deviation) / (double)noise.Length, expected);
        for (var lag = 1; lag <= 20; lag++)
            Assert.Equal(0, Signals.Autocorrelation(noise, lag), expected);
    }

    [Fact]
    public void The_peak_counts_whatever_its_sign()
    {
        float[] falls = [.. Sine.Select(x => Math.Min(x, 0))];
        var recipe = new AugmentationRecipe();

        var (fromSine, fromFalls) = (Noise(recipe, 1), Augmenter.Copy(falls, recipe, "ab", 1).Zip(falls, (y, x) => (double)(y - x)));

        Assert.Equal(Deviation(fromSine), Deviation([.. fromFalls]), 1e-6);
    }

    [Fact]
    public void A_recipe_without_noise_leaves_the_samples_as_they_are() =>
        Assert.Equal(Sine, Augmenter.Copy(Sine, new AugmentationRecipe { Noise = 0 }, "ab", 1));

    [Fact]
    public void Silence_stays_silent() => Assert.Equal(new float[100], Augmenter.Copy(new float[100], new AugmentationRecipe(), "ab", 1));

    private static double[] Noise(AugmentationRecipe recipe, int copy) =>
        [.. Augmenter.Copy(Sine, recipe, "ab", copy).Zip(Sine, (y, x) => (double)(y - x))];

    private static double Deviation(IReadOnlyCollection<double> noise) => Math.Sqrt(noise.Average(x => x * x));
}

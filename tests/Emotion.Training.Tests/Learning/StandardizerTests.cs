using Emotion.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class StandardizerTests
{
    private static readonly float[][] Rows = [[1, 100, 0.1f], [2, 300, 0.1f], [6, 200, 0.1f]];

    [Fact]
    public void Mean_and_deviation_are_those_of_the_population_and_a_constant_feature_keeps_its_scale()
    {
        var standardizer = Standardizer.Fit(Rows);

        Assert.Equal([3, 200, 0.1f], standardizer.Mean);
        Assert.Equal(Math.Sqrt(14 / 3.0), standardizer.Deviation[0], 1e-6); // (4 + 1 + 9) / 3
        Assert.Equal(Math.Sqrt(20_000 / 3.0), standardizer.Deviation[1], 1e-4);
        Assert.Equal(1, standardizer.Deviation[2]);
    }

    [Fact]
    public void Standardised_features_have_mean_0_and_deviation_1()
    {
        using var scaled = Standardizer.Fit(Rows).Apply(stack(Rows.Select(row => tensor(row))));

        Assert.Equal([0f, 0f, 0f], scaled.mean([0]).data<float>().ToArray(), new Tolerance(1e-6f));
        Assert.Equal([1f, 1f, 0f], scaled.std(0, unbiased: false).data<float>().ToArray(), new Tolerance(1e-6f));
    }

    private sealed class Tolerance(float width) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) <= width;

        public int GetHashCode(float obj) => 0;
    }
}

using Emotion.Training.Onnx;

namespace Emotion.Training.Tests.Onnx;

public class FixedPointTests
{
    [Fact]
    public void A_value_is_off_by_half_a_step_of_its_row_at_most()
    {
        const int Rows = 5;
        const int Width = 40;
        var random = new Random(6);
        float[] values = [.. Enumerable.Range(0, Rows * Width).Select(i => (float)((random.NextDouble() - 0.5) * Math.Pow(100, i / Width)))];

        var (steps, scales) = FixedPoint.Of(values, Rows);

        Assert.All(values.Index(), value => Assert.Equal(value.Item, steps[value.Index] * scales[value.Index / Width], scales[value.Index / Width] * 0.501f));
        Assert.All(values.Chunk(Width).Index(), row => Assert.Equal(row.Item.Max(Math.Abs) / 32767, scales[row.Index]));
    }

    [Fact]
    public void The_largest_of_a_row_keep_their_value_and_sign()
    {
        var (steps, scales) = FixedPoint.Of([-3, 0, 1.5f, 3], rows: 1);

        Assert.Equal([-32767, 0, 16384, 32767], steps);
        Assert.Equal(3, scales.Single() * 32767, 1e-6f);
    }

    [Fact]
    public void A_row_of_zeros_stays_one() => Assert.Equal([0, 0, 32767, -32767], FixedPoint.Of([0, 0, 1e-30f, -1e-30f], rows: 2).Steps);
}

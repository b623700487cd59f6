using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Networks;

public class MaxPoolLayerTests
{
    [Theory]
    [InlineData(180)]
    [InlineData(45)]
    [InlineData(23)]
    [InlineData(6)]
    public void Values_are_the_maxima_of_the_window_even_where_all_are_negative(int length)
    {
        var random = new Random(length);
        var signal = Enumerable.Range(0, length).Select(_ => (float)(-1 - random.NextDouble())).ToArray();

        using var layer = new MaxPoolLayer(length, window: 5, stride: 2);
        using var pooled = layer.forward(tensor(signal).reshape(1, 1, length));

        Assert.Equal(DirectMaxima(signal, window: 5, stride: 2), pooled.data<float>().ToArray());
    }

    /// <summary>From the definition of "same": windows centred over the signal; what lies outside is left out.</summary>
    private static float[] DirectMaxima(float[] signal, int window, int stride)
    {
        var outputs = (int)Math.Ceiling((double)signal.Length / stride);
        var before = Math.Max(0, (outputs - 1) * stride + window - signal.Length) / 2;
        return [.. Enumerable.Range(0, outputs).Select(i =>
            Enumerable.Range(i * stride - before, window).Where(j => j >= 0 && j < signal.Length).Max(j => signal[j]))];
    }
}

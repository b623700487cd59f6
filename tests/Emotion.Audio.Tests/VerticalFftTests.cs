using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Tests;

public class VerticalFftTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(2048)]
    public void Every_lane_is_a_direct_dft_of_its_signal(int length)
    {
        var (re, im, signals) = RandomSignals(length);
        var fft = VerticalFft<double>.OfLength(length);
        fft.Forward(re, im);

        foreach (var bin in Enumerable.Range(0, length).Where(k => k < 40 || k % 97 == 0))
        {
            for (var lane = 0; lane < signals.Length; lane++)
            {
                var expected = Complex.Zero;
                for (var n = 0; n < length; n++)
                    expected += signals[lane][n] * Complex.Exp(new Complex(0, -2 * Math.PI * ((long)bin * n % length) / length));
                var at = fft.PositionOf(bin);
                Assert.Equal(0, (expected - new Complex(re[at][lane], im[at][lane])).Magnitude, 1e-11 * length);
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(2048)]
    [InlineData(8192)]
    public void Inverse_undoes_forward(int length)
    {
        var (re, im, signals) = RandomSignals(length);
        var fft = VerticalFft<double>.OfLength(length);
        fft.Forward(re, im);
        fft.Inverse(re, im);
        for (var n = 0; n < length; n++)
        {
            for (var lane = 0; lane < signals.Length; lane++)
                Assert.Equal(0, (signals[lane][n] - new Complex(re[n][lane], im[n][lane]) / length).Magnitude, 1e-14 * length);
        }
    }

    private static (Vector<double>[] Re, Vector<double>[] Im, Complex[][] Signals) RandomSignals(int length)
    {
        var random = new Random(length);
        var signals = Enumerable.Range(0, Vector<double>.Count)
            .Select(_ => Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray())
            .ToArray();
        return (Pack(signals, length, z => z.Real), Pack(signals, length, z => z.Imaginary), signals);
    }

    private static Vector<double>[] Pack(Complex[][] signals, int length, Func<Complex, double> part) =>
        [.. Enumerable.Range(0, length).Select(n => new Vector<double>([.. signals.Select(signal => part(signal[n]))]))];
}

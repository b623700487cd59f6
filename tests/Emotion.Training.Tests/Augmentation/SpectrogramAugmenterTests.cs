using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Augmentation;

public class SpectrogramAugmenterTests
{
    private const int Bands = LogMelSpectrogram.Bands;
    private const int Width = LogMelSpectrogram.WindowFrames * Bands;

    private static readonly float[] Decibels = Voice.Spectrogram(1);

    [Fact]
    public void The_same_chance_bends_alike_and_another_otherwise()
    {
        Assert.Equal(Fill(Decibels, 1), Fill(Decibels, 1));
        Assert.NotEqual(Fill(Decibels, 1), Fill(Decibels, 2));
    }

    [Fact]
    public void Windows_are_finite_and_look_like_what_is_served()
    {
        Assert.All(Enumerable.Range(0, 50), seed =>
        {
            var window = Fill(Decibels, seed);
            Assert.All(window, value => Assert.InRange(value, -8, 8));
            Assert.Equal(0, window.Average(), 0.5);
            Assert.InRange(window.Average(value => value * value), 0.4, 1.1);
        });
    }

    [Fact]
    public void A_short_recording_is_followed_by_zeros()
    {
        var window = Fill(Decibels[..(100 * Bands)], 3);

        var frames = window.Chunk(Bands).Index().Where(frame => frame.Item.Any(value => value != 0)).Select(frame => frame.Index).ToList();
        Assert.InRange(frames[^1] + 1, 100 / 1.19, 100 * 1.19);
    }

    [Fact]
    public void A_single_frame_is_enough() => Assert.All(Fill(Decibels[..Bands], 4), value => Assert.True(float.IsFinite(value)));

    [Fact]
    public void Noise_adds_up_as_powers_do()
    {
        // Over a window of silence the noise is heard alone: its mean power is that of its level, whatever the chance.
        var windows = Enumerable.Range(0, 40).Select(seed =>
        {
            var window = new float[Width];
            window.AsSpan().Fill(-200);
            window[0] = 0; // the loudest, which levels refer to
            NoiseFloor.Apply(window, new Random(seed));
            return window;
        }).Where(window => window[1] > -200).ToList();

        Assert.InRange(windows.Count, 15, 33); // 60 %
        Assert.All(windows, window =>
        {
            var power = window.Skip(Bands).Average(value => Math.Pow(10, value / 10.0));
            Assert.InRange(10 * Math.Log10(power), -75, -19);
        });
    }

    private static float[] Fill(float[] decibels, int seed)
    {
        var input = new float[Width];
        SpectrogramAugmenter.Fill(decibels, new Random(seed), input);
        return input;
    }
}

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
        Assert.NotEqual(Fill(Decibels, 1), Fill(Decibels, 1, Bending.Harder));
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
        Assert.InRange(frames[^1] + 1, 100 / 1.16, 100 * 1.16);
    }

    [Fact]
    public void A_single_frame_is_enough() => Assert.All(Fill(Decibels[..Bands], 4), value => Assert.True(float.IsFinite(value)));

    [Fact]
    public void Noise_adds_up_as_powers_do()
    {
        var noisy = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            // Silence shows the noise alone; the same chance under speech of 0 dB adds the same noise to its power of 1.
            var noise = WithNoise(seed, level: -200);
            var speech = WithNoise(seed, level: 0);
            noisy += noise[1] > -200 ? 1 : 0;
            Assert.All(noise.Zip(speech).Skip(1), pair => Assert.Equal(1 + Power(pair.First), Power(pair.Second), 1e-4));
        }

        Assert.InRange(noisy, 5, 25); // 30 % of windows
    }

    [Fact]
    public void The_equaliser_gives_each_band_one_gain_in_all_frames()
    {
        var window = Enumerable.Repeat(1f, 3 * Bands).ToArray();
        RandomEqualizer.Apply(window, 2, new Random(1));

        var frames = window.Chunk(Bands).ToList();
        Assert.All(frames, frame => Assert.Equal(frames[0], frame));
        Assert.True(frames[0].Distinct().Count() > 10, "Hardly any band was changed.");
        Assert.All(frames[0].Zip(frames[0].Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -2, 2)); // neighbours alike
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Masks_blank_out_a_few_bands_and_a_moment(int masks)
    {
        const int frames = 200;
        var blanked = 0;
        Assert.All(Enumerable.Range(0, 50), seed =>
        {
            var window = Enumerable.Repeat(1f, frames * Bands).ToArray();
            SpectrogramMasks.Apply(window, masks, new Random(seed));
            var byFrame = window.Chunk(Bands).ToList();
            Assert.InRange(byFrame.Count(frame => frame.All(value => value == 0)), 0, 20 * masks);
            blanked += byFrame.Count(frame => frame.All(value => value == 0));
            Assert.InRange(Enumerable.Range(0, Bands).Count(band => byFrame.All(frame => frame[band] == 0)), 0, 8 * masks);
        });
        Assert.InRange(blanked, 50 * masks * 6, 50 * masks * 14); // 10 of a mask, on average
    }

    private static float[] WithNoise(int seed, float level)
    {
        var window = Enumerable.Repeat(level, Width).ToArray();
        window[0] = 0; // the loudest value, which the level of the noise refers to
        NoiseFloor.Apply(window, 0.3, new Random(seed));
        return window;
    }

    private static double Power(float decibels) => Math.Pow(10, decibels / 10.0);

    private static float[] Fill(float[] decibels, int seed, Bending? bending = null)
    {
        var input = new float[Width];
        SpectrogramAugmenter.Fill(decibels, bending ?? Bending.Usual, new Random(seed), input);
        return input;
    }
}

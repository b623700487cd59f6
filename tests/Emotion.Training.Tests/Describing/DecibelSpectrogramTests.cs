using Emotion.Audio.Features;
using Emotion.Training.Describing;
using Emotion.Training.Transforms;

namespace Emotion.Training.Tests.Describing;

public class DecibelSpectrogramTests
{
    private const int Bin = 100;

    [Fact]
    public void A_tone_is_loudest_at_its_frequency_and_its_neighbours_have_the_shape_of_a_Hann_window()
    {
        var levels = DecibelSpectrogram.Of(Tone(1)).Levels;

        Assert.Equal(ShortTimeFourier.Bins, levels.GetLength(0));
        Assert.Equal(1 + FeatureSet.SampleRate / ShortTimeFourier.HopLength, levels.GetLength(1));
        var frame = levels.GetLength(1) / 2;
        Assert.Equal(0, levels[Bin, frame], 0.01);
        Assert.Equal(-6.02, levels[Bin - 1, frame], 0.01); // half the amplitude
        Assert.Equal(-6.02, levels[Bin + 1, frame], 0.01);
        Assert.Equal(DecibelSpectrogram.Floor, levels[Bin + 300, frame]);
    }

    [Fact]
    public void Levels_are_relative_to_the_loudest() =>
        Assert.Equal(DecibelSpectrogram.Of(Tone(1)).Levels[Bin - 1, 20], DecibelSpectrogram.Of(Tone(0.1f)).Levels[Bin - 1, 20], 1e-3);

    [Fact]
    public void Silence_has_one_level() =>
        Assert.All(DecibelSpectrogram.Of(new float[4096]).Levels.Cast<double>(), level => Assert.Equal(0, level));

    private static float[] Tone(float amplitude)
    {
        var step = 2 * Math.PI * Bin / ShortTimeFourier.FrameLength;
        return [.. Enumerable.Range(0, FeatureSet.SampleRate).Select(n => amplitude * (float)Math.Sin(step * n))];
    }
}

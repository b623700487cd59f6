using System.Numerics;
using Emotion.Audio;
using Emotion.Training.Augmentation;
using Emotion.Training.Tests.Support;
using Emotion.Training.Transforms;

namespace Emotion.Training.Tests.Augmentation;

public class PhaseVocoderTests
{
    private static readonly float[] Speech = ClipAnalyzer.ReadWindow(new MemoryStream(Voice.Wav(7))).Samples;

    [Fact]
    public void The_inverse_transform_gives_the_signal_back() =>
        AssertClose(Speech, ShortTimeFourier.Inverse(ShortTimeFourier.Forward(Speech), Speech.Length), 1e-6);

    [Fact]
    public void An_impulse_has_a_flat_spectrum_that_turns_by_its_place_in_the_frame()
    {
        var samples = new float[4096];
        samples[1034] = 1; // frame 2 starts at sample 0

        var frame = ShortTimeFourier.Forward(samples)[2];

        var window = 0.5 - 0.5 * Math.Cos(Math.Tau * 1034 / 2048);
        for (var k = 0; k < frame.Length; k++)
            Assert.Equal(0, Complex.Abs(frame[k] - Complex.FromPolarCoordinates(window, -Math.Tau * k * 1034 / 2048)), 1e-9);
    }

    [Fact]
    public void Rate_1_changes_nothing() => AssertClose(Speech, TimeStretch.Apply(Speech, 1), 1e-4);

    [Fact]
    public void Frames_come_one_by_rate_and_the_first_stays()
    {
        var frames = ShortTimeFourier.Forward(Speech);

        Assert.Equal(108, frames.Length);
        Assert.Equal(54, PhaseVocoder.Stretch(frames, 2).Length);
        Assert.Equal(216, PhaseVocoder.Stretch(frames, 0.5).Length);
        Assert.Equal(83, PhaseVocoder.Stretch(frames, 1.31).Length);
        Assert.All(frames[0].Zip(PhaseVocoder.Stretch(frames, 1.31)[0]), pair => Assert.Equal(0, Complex.Abs(pair.First - pair.Second), 1e-9));
    }

    [Fact]
    public void Magnitudes_are_read_between_frames()
    {
        var frames = ShortTimeFourier.Forward(Speech);

        var stretched = PhaseVocoder.Stretch(frames, 0.75)[5]; // at frame 3.75

        for (var k = 0; k < stretched.Length; k++)
            Assert.Equal(0.25 * frames[3][k].Magnitude + 0.75 * frames[4][k].Magnitude, stretched[k].Magnitude, 1e-9);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    [InlineData(1.25)]
    public void A_stretched_sine_is_a_sine_of_the_same_frequency_and_loudness(double rate)
    {
        var stretched = TimeStretch.Apply(Signals.Sine(440, 2.5), rate);

        Assert.Equal((int)Math.Round(55125 / rate), stretched.Length);
        Assert.Equal(440, Signals.PeakFrequency(stretched), 0.05);
        Assert.InRange(Decibels(Peak(stretched) / 0.5), -1, 1);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-0.37)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_shifted_sine_has_another_frequency_and_the_same_length(double semitones)
    {
        var shifted = PitchShift.Apply(Signals.Sine(440, 2.5), semitones);

        Assert.Equal(55125, shifted.Length);
        Assert.Equal(semitones, 12 * Math.Log2(Signals.PeakFrequency(shifted) / 440), 0.01); // a cent
        Assert.InRange(Decibels(Peak(shifted) / 0.5), -1, 1);
    }

    [Theory]
    [InlineData(11025)] // 0.5 s, the shortest clip
    [InlineData(100)] // less than a hop
    [InlineData(1)]
    public void Short_signals_are_stretched_and_shifted_too(int length)
    {
        var sine = Signals.Sine(440, 0.5)[..length];

        float[][] results = [TimeStretch.Apply(sine, 0.8), TimeStretch.Apply(sine, 1.25), PitchShift.Apply(sine, -2), PitchShift.Apply(sine, 2)];

        int[] expected = [(int)Math.Round(length / 0.8), (int)Math.Round(length / 1.25), length, length];
        Assert.Equal(expected, results.Select(result => result.Length));
        Assert.All(results.SelectMany(result => result), x => Assert.True(float.IsFinite(x) && Math.Abs(x) <= 1, $"{x}"));
    }

    [Fact]
    public void Silence_stays_silent()
    {
        Assert.Equal(new float[44100], TimeStretch.Apply(new float[55125], 1.25));
        Assert.Equal(new float[55125], PitchShift.Apply(new float[55125], 2));
    }

    /// <summary>Away from the ends, where frames reach into nothing.</summary>
    private static double Peak(float[] samples) => samples[4096..^4096].Max();

    /// <summary>
    /// Each bin's phase goes its own way from the first frame, half of which is silence: the bins of one sine no longer add up in full.
    /// </summary>
    private static double Decibels(double ratio) => 20 * Math.Log10(ratio);

    private static void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], actual[n], tolerance);
    }
}

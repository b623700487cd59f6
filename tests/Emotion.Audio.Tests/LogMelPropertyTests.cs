using CsCheck;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

/// <summary>What the log-mel frames do not depend on, of any voice.</summary>
public class LogMelPropertyTests
{
    /// <summary>The trimmer's step: silence of whole steps moves no frame against the sound.</summary>
    private const int Step = 512;

    /// <summary>A voice with a pause of digital silence around it, at least as long as the trimmer's frame.</summary>
    private static readonly Gen<float[]> Voices = Gen.Select(
        Gen.Int, Gen.Double[0.2, 1.2],
        (seed, seconds) => (float[])[.. new float[4 * Step], .. WavFile.Voice(seconds, FeatureSet.SampleRate, seed), .. new float[4 * Step]]);

    [Fact]
    public void A_gain_of_a_power_of_two_changes_nothing() =>
        Gen.Select(Voices, Gen.Int[-12, 20]).Sample((voice, power) =>
            AssertSame(LogMelSpectrogram.Of(voice), LogMelSpectrogram.Of(Scale(voice, MathF.ScaleB(1, power)))), print: Print, iter: 50);

    /// <summary>Each sample is rounded once more, by 6e-8 of itself, which is heard in bands that lie 80 dB below the loudest.</summary>
    [Fact]
    public void Any_gain_changes_nothing_but_roundings() =>
        Gen.Select(Voices, Gen.Double[-12, 20]).Sample((voice, power) =>
        {
            var (before, after) = (LogMelSpectrogram.Of(voice), LogMelSpectrogram.Of(Scale(voice, (float)Math.Pow(2, power))));
            Assert.Equal((before.Start, before.Length), (after.Start, after.Length));
            for (var i = 0; i < before.Decibels.Length; i++)
                Assert.Equal(before.Decibels[i], after.Decibels[i], 2e-3);
        }, print: Print, iter: 50);

    [Fact]
    public void Silence_around_the_voice_changes_nothing() =>
        Gen.Select(Voices, Gen.Int[0, 40], Gen.Int[0, 20_000]).Sample((voice, steps, behind) =>
        {
            var (before, after) = (LogMelSpectrogram.Of(voice), LogMelSpectrogram.Of([.. new float[steps * Step], .. voice, .. new float[behind]]));
            AssertSame(before with { Start = before.Start + steps * Step }, after);
        }, print: parts => $"{parts.Item1.Length} samples, {parts.Item2} steps before, {parts.Item3} samples behind", iter: 50);

    [Fact]
    public void Silence_of_any_length_moves_the_start_by_less_than_a_step() =>
        Gen.Select(Voices, Gen.Int[0, 20_000]).Sample((voice, silence) =>
        {
            var (before, after) = (LogMelSpectrogram.Of(voice), LogMelSpectrogram.Of([.. new float[silence], .. voice]));
            Assert.InRange(after.Start - silence - before.Start, -Step + 1, Step - 1);
        }, print: parts => $"{parts.Item1.Length} samples, {parts.Item2} of silence", iter: 50);

    [Fact]
    public void The_vector_has_mean_0_and_deviation_1_over_its_frames_and_zeros_behind_them() =>
        Voices.Sample(voice =>
        {
            var course = LogMelSpectrogram.Of(voice);
            Assert.Equal(1 + course.Length / LogMelSpectrogram.HopLength, course.Frames);
            var vector = course.ToVector();
            Assert.Equal(FeatureRecipe.LogMel64.Length, vector.Length);
            var frames = vector[..course.Decibels.Length];
            Assert.Equal(0, frames.Average(value => (double)value), 1e-3);
            Assert.Equal(1, frames.Average(value => (double)value * value), 1e-3);
            Assert.All(vector[frames.Length..], value => Assert.Equal(0, value));
        }, print: voice => $"{voice.Length} samples", iter: 50);

    [Fact]
    public void Half_precision_moves_no_number_by_more_than_2_to_the_minus_11_of_itself() =>
        Voices.Sample(voice =>
        {
            var course = LogMelSpectrogram.Of(voice);
            var exact = new float[course.Decibels.Length];
            LogMelSpectrogram.Normalise(course.Decibels, exact);
            var vector = course.ToVector();
            for (var i = 0; i < exact.Length; i++)
            {
                Assert.Equal(exact[i], vector[i], Math.Max(Math.ScaleB(Math.Abs((double)exact[i]), -11), Math.ScaleB(1.0, -25)));
                Assert.Equal((float)(Half)vector[i], vector[i]);
            }
        }, print: voice => $"{voice.Length} samples", iter: 50);

    private static void AssertSame(LogMelSpectrogram expected, LogMelSpectrogram actual)
    {
        Assert.Equal((expected.Start, expected.Length), (actual.Start, actual.Length));
        Assert.Equal(expected.Decibels, actual.Decibels);
    }

    private static float[] Scale(float[] values, float factor) => [.. values.Select(value => value * factor)];

    private static string Print<T>((float[] Voice, T Power) failing) => $"a voice of {failing.Voice.Length} samples, times 2^{failing.Power}";
}

using System.Numerics;
using CsCheck;
using Emotion.Audio.Features;
using Emotion.Audio.Spectra;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

/// <summary>What a change of level does to the features, by their definition, of any voice.</summary>
public class FeaturePropertyTests
{
    /// <summary>Far above full scale, so that no mel band comes near the least power of 1e-10, which does not scale.</summary>
    private const float Loud = 1024;

    private static readonly Gen<float[]> Voices = Gen.Select(
        Gen.Int, Gen.Double[0.2, 0.7], (seed, seconds) => Scale(WavFile.Voice(seconds, FeatureSet.SampleRate, seed), Loud));

    /// <summary>Scaling by these rounds nothing: not a sample, not a magnitude, not a sum.</summary>
    private static readonly Gen<float> PowersOfTwo =
        Gen.Select(Gen.Int[-6, 20], Gen.Bool, (power, flip) => MathF.ScaleB(flip ? -1 : 1, power));

    private static readonly Gen<float> Scales = Gen.Select(Gen.Double[-6, 20], power => (float)Math.Pow(2, power));

    [Fact]
    public void A_power_of_two_leaves_tuning_and_chroma_to_the_bit_and_multiplies_mel_by_its_square() =>
        Gen.Select(Voices, PowersOfTwo).Sample((voice, scale) =>
        {
            var (before, after) = (FeatureExtractor.Extract(voice), FeatureExtractor.Extract(Scale(voice, scale)));
            Assert.Equal(before.Tuning, after.Tuning);
            Assert.Equal(before.Chroma, after.Chroma);
            Assert.Equal(Scale(before.Mel, scale * scale), after.Mel);
        }, print: Print);

    /// <summary>
    /// Every dB rises alike, by 20 log10(scale): of the orthonormal DCT only c0 sees it, times sqrt(128). Each dB is rounded to float32,
    /// by up to 8e-6 at 128 to 256 dB, and so is c0 itself, by up to 6e-5 above 1024; the others collect errors of random sign.
    /// </summary>
    [Fact]
    public void Any_scale_shifts_c0_alone_of_the_mfcc() =>
        Gen.Select(Voices, Scales).Sample((voice, scale) =>
        {
            var (before, after) = (FeatureExtractor.Extract(voice), FeatureExtractor.Extract(Scale(voice, scale)));
            var shift = Math.Sqrt(FeatureSet.MelCount) * 20 * Math.Log10(scale);
            Assert.Equal(before.Mfcc[0] + shift, after.Mfcc[0], 2e-4);
            for (var c = 1; c < FeatureSet.MfccCount; c++)
                Assert.Equal(before.Mfcc[c], after.Mfcc[c], 6e-5);
        }, print: Print);

    /// <summary>Samples are rounded once more, by up to 6e-8 of themselves, which weighs more in bands far below the loudest.</summary>
    [Fact]
    public void Any_scale_multiplies_mel_by_its_square() =>
        Gen.Select(Voices, Scales).Sample((voice, scale) =>
        {
            var (before, after) = (FeatureExtractor.Extract(voice), FeatureExtractor.Extract(Scale(voice, scale)));
            var square = (double)scale * scale;
            for (var band = 0; band < FeatureSet.MelCount; band++)
                Assert.Equal(square * before.Mel[band], after.Mel[band], 5e-6 * square * before.Mel[band]);
        }, print: Print);

    /// <summary>
    /// At a given tuning: a rounding may carry a peak over the edge of a histogram's bin, and the estimate with it. Both sides are
    /// float32 sums of 1025 terms, each good to 4e-6.
    /// </summary>
    [Fact]
    public void Any_scale_leaves_chroma_at_a_given_tuning() =>
        Gen.Select(Voices, Scales, Gen.Int[-50, 49]).Sample((voice, scale, tuning) =>
        {
            var (before, after) = (Chroma(voice, tuning / 100.0), Chroma(Scale(voice, scale), tuning / 100.0));
            for (var i = 0; i < before.Length; i++)
                Assert.Equal(before[i], after[i], 1e-5);
        }, print: parts => Print((parts.Item1, parts.Item2)));

    /// <summary>Every class of every frame.</summary>
    private static float[] Chroma(float[] samples, double tuning)
    {
        using var spectrogram = Spectrogram.Of(samples);
        var bank = ChromaFilterBank.For(tuning);
        var classes = new Vector<float>[FeatureSet.ChromaCount];
        var all = new List<float>();
        for (var group = 0; group < spectrogram.Groups; group++)
        {
            bank.Apply(spectrogram.Group(group), classes);
            all.AddRange(classes.SelectMany(lanes => Enumerable.Range(0, Spectrogram.Lanes).Select(lane => lanes[lane])));
        }

        return [.. all];
    }

    private static float[] Scale(float[] values, float factor) => [.. values.Select(value => value * factor)];

    private static string Print((float[] Voice, float Scale) failing) =>
        $"a voice of {failing.Voice.Length} samples that starts {failing.Voice[0]}, times {failing.Scale}";
}

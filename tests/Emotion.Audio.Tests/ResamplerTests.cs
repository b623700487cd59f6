using System.Runtime.InteropServices;
using Emotion.Audio.Resampling;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

public class ResamplerTests
{
    private const int Target = 22050;

    public static bool HasLicensedData => GoldenSet.LicensedFolder is not null;

    /// <summary>One rate for every way through the recipe, and the awkward ones.</summary>
    public static TheoryData<int> Rates => [4000, 5512, 8000, 11025, 16000, 22049, 24000, 32000, 33075, 40000, 44056, 44100, 48000, 66150, 88200, 96000, 176400, 191999, 192000];

    [Theory, MemberData(nameof(Rates))]
    public void A_tone_in_the_pass_band_comes_through_at_its_level_and_in_phase(int rate)
    {
        var frequency = 0.9 * Math.Min(rate, Target) / 2;
        var output = Resampler.Resample(Sine(frequency, rate, seconds: 1), rate, Target);
        Assert.Equal((int)Math.Ceiling((double)rate * Target / rate), output.Length);

        var expected = Sine(frequency, Target, seconds: 1);
        for (var i = Target / 4; i < Target * 3 / 4; i++)
            Assert.Equal(expected[i], output[i], 1.5e-3f); // the recipe's own droop is 0.01 dB: 1.2e-3
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(44056)]
    [InlineData(48000)]
    [InlineData(96000)]
    [InlineData(192000)]
    public void What_lies_above_the_output_rates_nyquist_frequency_is_down_by_110_db(int rate)
    {
        foreach (var frequency in new[] { 11100.0, 12500, 16000, 20000 })
        {
            var output = Resampler.Resample(Sine(frequency, rate, seconds: 1), rate, Target);
            Assert.InRange(output.Skip(Target / 4).Take(Target / 2).Max(Math.Abs), 0, 3.2e-6);
        }
    }

    [Theory]
    [InlineData(1, 48000)]
    [InlineData(7, 44056)]
    [InlineData(1001, 8000)]
    public void The_length_is_rounded_up(int length, int rate) =>
        Assert.Equal((int)Math.Ceiling((double)length * Target / rate), Resampler.Resample(new float[length], rate, Target).Length);

    [Fact]
    public void Silence_stays_silence() =>
        Assert.All(Resampler.Resample(new float[48000], 48000, Target), sample => Assert.Equal(0f, sample));

    [Fact]
    public void The_same_rate_is_left_alone()
    {
        var voice = WavFile.Voice(0.1, Target);
        Assert.Equal(voice, Resampler.Resample(voice, Target, Target));
    }

    [Theory, MemberData(nameof(Rates))]
    public void How_the_input_is_cut_does_not_change_a_bit(int rate)
    {
        var voice = WavFile.Voice(0.7, rate);
        var whole = Resampler.Resample(voice, rate, Target);

        using var resampler = new Resampler(rate, Target);
        var random = new Random(rate);
        var pieces = new List<float>();
        var taken = new float[10_000];
        for (var at = 0; at < voice.Length;)
        {
            var length = Math.Min(voice.Length - at, random.Next(5000));
            resampler.Write(voice.AsSpan(at, length));
            at += length;
            pieces.AddRange(taken[..resampler.Read(taken.AsSpan(0, random.Next(3000)))]);
        }

        resampler.Complete();
        while (resampler.Read(taken) is > 0 and var count)
            pieces.AddRange(taken[..count]);
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Ten_minutes_pass_through_in_constant_memory()
    {
        var oneSecond = WavFile.Voice(1, 48000);
        using var resampler = new Resampler(48000, Target);
        var output = new float[Target];
        var before = 0L;
        for (var second = 0; second < 600; second++)
        {
            resampler.Write(oneSecond);
            resampler.Read(output);
            if (second == 10)
                before = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact(Skip = "Set EMOTION_GOLDEN to the folder of golden files to run this on RAVDESS.", SkipUnless = nameof(HasLicensedData))]
    public void The_signal_is_soxrs_to_within_120_db()
    {
        var folder = GoldenSet.LicensedFolder!;
        foreach (var file in GoldenSet.LoadElement(folder, "resample.json").GetProperty("files").EnumerateArray())
        {
            using var wav = File.OpenRead(Path.Combine(folder, file.GetProperty("file").GetString()!));
            var ours = AudioLoader.Load(wav);
            var soxrs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, file.GetProperty("resampled").GetString()!))).ToArray();
            Assert.Equal(soxrs.Length, ours.Length);
            var signal = soxrs.Sum(x => (double)x * x);
            var difference = soxrs.Zip(ours, (a, b) => ((double)a - b) * (a - b)).Sum();
            Assert.InRange(10 * Math.Log10(signal / difference), 120, double.PositiveInfinity);
        }
    }

    private static float[] Sine(double frequency, int rate, double seconds) =>
        [.. Enumerable.Range(0, (int)(rate * seconds)).Select(i => (float)Math.Sin(2 * Math.PI * frequency * i / rate))];
}

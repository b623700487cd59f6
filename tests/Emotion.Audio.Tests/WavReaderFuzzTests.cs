using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

/// <summary>Whatever is done to a WAV file, reading it ends, soon, in features or in an <see cref="InvalidAudioException"/>.</summary>
/// <remarks>5 000 damaged files; EMOTION_FUZZ_CASES asks for more (200 000 take minutes).</remarks>
public class WavReaderFuzzTests
{
    private const long MostBytes = 64L << 20;
    private const long MostBytesOfAShortFile = 16L << 20;
    private const int ShortFile = 20_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20); // a stuck loop, not a busy machine

    private static readonly long Cases =
        long.Parse(Environment.GetEnvironmentVariable("EMOTION_FUZZ_CASES") ?? "5000", CultureInfo.InvariantCulture);

    /// <summary>Every encoding, layout and way through the resampler; long and too short.</summary>
    private static readonly byte[][] Intact =
    [
        .. from encoding in new (ushort Code, int Bits)[] { (1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (6, 8), (7, 8) }
           from channels in new[] { 1, 2 }
           select Wav(WavFile.Format(encoding.Code, channels, 8000, encoding.Bits), 0.7),
        .. from rate in new[] { 4000, 22050, 44056, 44100, 48000, 192000 } select Wav(WavFile.Format(1, 1, rate, 16), 0.6),
        Wav(Extensible(WavFile.Format(0xFFFE, 1, 8000, 16)), 0.7),
        Wav(WavFile.Format(1, 6, 8000, 16), 0.7),
        Wav(WavFile.Format(1, 1, 8000, 16), 3.3),
        Wav(WavFile.Format(1, 1, 8000, 16), 0.01),
        WavFile.Riff(
            ("LIST", [1, 2, 3]), ("fmt ", WavFile.Format(1, 1, 8000, 16)), ("FLLR", new byte[1001]),
            ("data", Noise(12_000)), ("id3 ", [9, 9])),
        Rf64(Noise(12_000)),
    ];

    private static readonly Gen<DamagedFile> DamagedFiles =
        Gen.Select(Gen.Int[0, Intact.Length - 1], WavMutation.Any.Array[1, 4], (file, mutations) => new DamagedFile(file, mutations));

    [Fact]
    public void Intact_files_are_analysed_or_too_short()
    {
        foreach (var file in Intact)
            Assert.True(Outcome(() => AnalyzeToNumbers(new MemoryStream(file), FeatureRecipe.Librosa180)) is null or AudioFault.TooShort);
    }

    [Fact]
    public void A_damaged_file_is_analysed_or_refused_in_bounded_time_and_memory() =>
        DamagedFiles.Sample(damaged => Verify(damaged.Content), iter: Cases, print: damaged => damaged.ToString());

    private static void Verify(byte[] file)
    {
        var recipe = FeatureRecipe.All[file.Length % FeatureRecipe.All.Count];
        var analysed = Bounded(file, () => Outcome(() => AnalyzeToNumbers(new FuzzStream(file, canSeek: true), recipe)));
        Assert.Equal(analysed, Bounded(file, () => Outcome(() => AnalyzeToNumbers(new FuzzStream(file, canSeek: false), recipe))));

        var loaded = Bounded(file, () => Outcome(() => AudioLoader.Load(new FuzzStream(file, canSeek: true), 0.1, 2.5)));
        Assert.Equal(loaded, Bounded(file, () => Outcome(() => AudioLoader.Load(new FuzzStream(file, canSeek: false), 0.1, 2.5))));
        Assert.Equal(loaded, Bounded(file, () => Outcome(() => AudioLoader.Load(new FuzzStream(file, canSeek: true)))));
    }

    /// <summary>What is analysed at all has features that a model can be fed.</summary>
    private static void AnalyzeToNumbers(Stream stream, FeatureRecipe recipe) =>
        Assert.DoesNotContain(ClipAnalyzer.Analyze(stream, recipe).Window.Vector, feature => !float.IsFinite(feature));

    private static AudioFault? Outcome(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidAudioException e)
        {
            Assert.NotEmpty(e.Message);
            return e.Fault;
        }
    }

    private static AudioFault? Bounded(byte[] file, Func<AudioFault?> read)
    {
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var outcome = read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, file.Length < ShortFile ? MostBytesOfAShortFile : MostBytes);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, MostTime);
        return outcome;
    }

    private static byte[] Wav(byte[] format, double seconds)
    {
        var bytesPerFrame = BitConverter.ToUInt16(format, 12);
        return WavFile.Riff(("fmt ", format), ("data", Noise((int)(seconds * BitConverter.ToInt32(format, 4)) * bytesPerFrame)));
    }

    /// <summary>Random bytes below 0x40: neither silent nor infinite in any encoding.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return [.. bytes.Select(b => (byte)(b & 0x3F))];
    }

    private static byte[] Extensible(byte[] format) =>
        [.. format, 22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static byte[] Rf64(byte[] data)
    {
        byte[] ds64 = [.. new byte[8], .. BitConverter.GetBytes((long)data.Length), .. new byte[12]];
        var file = WavFile.Riff(("ds64", ds64), ("fmt ", WavFile.Format(1, 1, 8000, 16)), ("data", data));
        "RF64"u8.CopyTo(file);
        BitConverter.GetBytes(uint.MaxValue).CopyTo(file, file.Length - data.Length - 4);
        return file;
    }

    private sealed record DamagedFile(int File, WavMutation[] Mutations)
    {
        public byte[] Content => Mutations.Aggregate(Intact[File], (file, mutation) => mutation.ApplyTo(file));

        public override string ToString() => $"intact file {File}: {string.Join("; ", Mutations.Select(mutation => mutation.ToString()))}";
    }
}

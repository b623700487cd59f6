using System.Diagnostics;
using Emotion.Audio.Decoding;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

/// <summary>Formats other than WAV. What needs ffmpeg is skipped, visibly, where there is none.</summary>
public sealed class FfmpegDecoderTests : IDisposable
{
    private const string NeedsFfmpeg = "ffmpeg is not on the PATH";
    private const string NeedsShell = "The stand-in for ffmpeg is a shell script";

    private static readonly string? Ffmpeg = FfmpegDecoder.Find(Environment.GetEnvironmentVariable("PATH"));

    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    public static bool HasFfmpeg => Ffmpeg is not null;

    public static bool HasShell => !OperatingSystem.IsWindows();

    [Theory]
    [InlineData("fLaC\0\0\0\u0022", "Flac")]
    [InlineData("OggS\0\u0002", "Ogg")]
    [InlineData("ID3\u0004\0", "Mp3")]
    [InlineData("\u00FF\u00FB\u0090", "Mp3")]
    [InlineData("\u00FF\u00F1\u005C", "Aac")]
    [InlineData("\0\0\0\u001CftypM4A ", "Mp4")]
    [InlineData("\u001A\u0045\u00DF\u00A3", "WebM")]
    [InlineData("RIFF\0\0\0\0WAVE", null)]
    [InlineData("\u00FF\u00FET\0e\0x\0t\0", null)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void Formats_are_told_by_their_first_bytes(string head, string? format) =>
        Assert.Equal(format, AudioFormatSniffer.Recognise(System.Text.Encoding.Latin1.GetBytes(head))?.ToString());

    [Fact]
    public void Without_ffmpeg_the_reason_says_how_to_get_it()
    {
        var missing = new FfmpegDecoder(FfmpegDecoder.Find(""));
        AssertUndecodable("fLaC and so on"u8.ToArray(), missing, "FLAC audio", "https://ffmpeg.org", "convert the clip to WAV");
        var broken = new FfmpegDecoder(Path.Combine(_folder, "ffmpeg"));
        AssertUndecodable("OggS and so on"u8.ToArray(), broken, "Ogg audio", "cannot be started", "https://ffmpeg.org");
    }

    [Fact]
    public void Wav_and_what_is_no_audio_need_no_ffmpeg()
    {
        var missing = new FfmpegDecoder(null);
        using (var clip = AudioDecoder.Open(new MemoryStream(WavFile.VoiceClip()), missing))
            Assert.Equal(22050, clip.Reader.SampleRate);
        AssertUndecodable("hello, hello, hello"u8.ToArray(), missing, "not a WAV file");
        AssertUndecodable([], missing, "empty");
    }

    [Fact]
    public void Ffmpeg_is_looked_for_on_the_path_only()
    {
        var here = Path.Combine(_folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg");
        File.WriteAllBytes(here, []);
        Assert.Equal(here, FfmpegDecoder.Find(string.Join(Path.PathSeparator, ".", "", _folder + "-nowhere", _folder)));
        Assert.Null(FfmpegDecoder.Find($".{Path.PathSeparator}"));
        Assert.Null(FfmpegDecoder.Find(null));
    }

    [Fact(Skip = NeedsFfmpeg, SkipUnless = nameof(HasFfmpeg))]
    public void A_lossless_clip_has_its_wavs_features_bit_for_bit()
    {
        var voice = WavFile.Voice(7, 44100);
        var wav = WavFile.Pcm16(voice, 44100, channels: 2);
        var flac = Encode(wav, "-f", "flac");
        foreach (var recipe in FeatureRecipe.All)
        {
            var expected = ClipAnalyzer.Analyze(new MemoryStream(wav), recipe);
            var actual = ClipAnalyzer.Analyze(new OneWayStream(flac), recipe);
            Assert.Equal(expected.Audio, actual.Audio);
            Assert.Equal(expected.Window.Vector, actual.Window.Vector);
        }

        Assert.Equal(AudioLoader.Load(new MemoryStream(wav), 1.5, 0.5), AudioLoader.Load(new OneWayStream(flac), 1.5, 0.5));
    }

    [Theory(Skip = NeedsFfmpeg, SkipUnless = nameof(HasFfmpeg))]
    [InlineData("mp3", "-f", "mp3", "-c:a", "libmp3lame")]
    [InlineData("opus", "-f", "ogg", "-c:a", "libopus")]
    [InlineData("aac", "-f", "adts", "-c:a", "aac")]
    [InlineData("webm", "-f", "webm", "-c:a", "libopus")]
    [InlineData("m4a", "-f", "mp4", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov")]
    public void Lossy_formats_are_read(string name, params string[] encoding)
    {
        var encoded = Encode(WavFile.VoiceClip(4, rate: 48000), encoding);
        var clip = ClipAnalyzer.Analyze(new OneWayStream(encoded), FeatureRecipe.Librosa180);
        Assert.True(Math.Abs(clip.Audio.DurationSeconds - 4) < 0.1, $"{name}: {clip.Audio}");
        Assert.Equal((48000, 1), (clip.Audio.SampleRate, clip.Audio.Channels));
    }

    [Theory(Skip = NeedsFfmpeg, SkipUnless = nameof(HasFfmpeg))]
    [InlineData("fLaC", "FLAC audio", "could not be decoded")]
    [InlineData("OggS", "Ogg audio", "could not be decoded")]
    [InlineData("\0\0\0\u001CftypM4A ", "MP4 audio", "index")]
    [InlineData("\u001A\u0045\u00DF\u00A3", "WebM audio", "could not be decoded")]
    public void What_only_begins_like_audio_is_refused_with_ffmpegs_reason(string head, params string[] says)
    {
        var junk = new byte[100_000];
        new Random(1).NextBytes(junk);
        AssertUndecodable([.. System.Text.Encoding.Latin1.GetBytes(head), .. junk], new FfmpegDecoder(Ffmpeg), says);
    }

    [Fact(Skip = NeedsFfmpeg, SkipUnless = nameof(HasFfmpeg))]
    public void A_clip_that_decodes_to_too_much_is_refused()
    {
        var flac = Encode(WavFile.Pcm16(new float[20 * 48000], 48000), "-f", "flac");
        AssertUndecodable(flac, new FfmpegDecoder(Ffmpeg) { OutputLimit = 100_000 }, "decodes to more than 100,000 bytes");
    }

    [Fact(Skip = NeedsFfmpeg, SkipUnless = nameof(HasFfmpeg))]
    public void A_clip_that_cannot_be_read_is_not_the_clips_fault()
    {
        var flac = Encode(WavFile.VoiceClip(), "-f", "flac");
        Assert.Equal("gone", Assert.Throws<IOException>(() => ClipAnalyzer.Analyze(new BreakingStream(flac), FeatureRecipe.Librosa180)).Message);
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public void A_process_that_hangs_is_ended()
    {
        var hanging = StandIn("sleep 600");
        var watch = Stopwatch.StartNew();
        AssertUndecodable(LargeFlac(), new FfmpegDecoder(hanging) { TimeLimit = TimeSpan.FromSeconds(0.3) }, "longer than 0.3 s");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
        AssertEnded();
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public async Task What_the_reader_takes_for_itself_is_not_counted()
    {
        var writing = StandIn("head -c 3000000 /dev/zero; cat > /dev/null");
        await using var decoding = new FfmpegDecoder(writing) { TimeLimit = TimeSpan.FromSeconds(1) }.Decode(CompressedFormat.Flac, "fLaC"u8, new MemoryStream());
        var (block, total) = (new byte[1 << 20], 0);
        while (await decoding.ReadAsync(block, TestContext.Current.CancellationToken) is > 0 and var read)
        {
            total += read;
            if (total == read)
                await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken); // the pipe is full meanwhile
        }

        Assert.Equal(3_000_000, total);
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public void What_a_slow_storage_takes_is_not_counted()
    {
        var copying = new FfmpegDecoder(StandIn("exec cat")) { TimeLimit = TimeSpan.FromSeconds(1) };
        using var decoding = copying.Decode(CompressedFormat.Flac, "fLaC"u8, new SlowStream(new byte[20_000]));
        using var decoded = new MemoryStream();
        decoding.CopyTo(decoded);
        Assert.Equal(4 + 20_000, decoded.Length); // after 2.7 s
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public void A_storage_that_breaks_off_is_told_even_where_the_process_hangs_after_it()
    {
        var hanging = new FfmpegDecoder(StandIn("cat > /dev/null; sleep 600")) { TimeLimit = TimeSpan.FromSeconds(0.3) };
        using (var decoding = hanging.Decode(CompressedFormat.Flac, "fLaC"u8, new BreakingStream(new byte[10_000])))
            Assert.Equal("gone", Assert.Throws<IOException>(() => decoding.CopyTo(Stream.Null)).Message);
        AssertEnded();
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public void A_process_that_reads_nothing_and_complains_a_lot_blocks_nothing()
    {
        var complaining = StandIn("head -c 300000 /dev/zero | tr '\\0' '\\n' >&2; echo 'no such luck' >&2; exit 3");
        AssertUndecodable(LargeFlac(), new FfmpegDecoder(complaining), "no such luck");
        AssertEnded();
    }

    [Theory(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    [InlineData("exit 255")] // what ffmpeg does at Ctrl+C, which reaches it too in a terminal
    [InlineData("kill -KILL $$")]
    public void A_process_that_somebody_ended_is_not_the_clips_fault(string end)
    {
        var ended = new FfmpegDecoder(StandIn($"head -c 3000 /dev/zero; cat > /dev/null; {end}"));
        using var decoding = ended.Decode(CompressedFormat.Flac, "fLaC"u8, new MemoryStream());
        Assert.Contains("from outside", Assert.Throws<IOException>(() => decoding.CopyTo(Stream.Null)).Message, StringComparison.Ordinal);
    }

    [Fact(Skip = NeedsShell, SkipUnless = nameof(HasShell))]
    public void A_reader_that_has_enough_ends_the_process()
    {
        var wav = Path.Combine(_folder, "head.wav");
        File.WriteAllBytes(wav, WavFile.VoiceClip());
        var endless = StandIn($"cat {wav}; exec cat /dev/zero");
        using (var clip = AudioDecoder.Open(new MemoryStream(LargeFlac()), new FfmpegDecoder(endless)))
            Assert.Equal(1000, clip.Reader.ReadMono(new float[1000]));
        AssertEnded();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] LargeFlac() => [.. "fLaC"u8, .. new byte[1_000_000]];

    private static void AssertUndecodable(byte[] file, FfmpegDecoder ffmpeg, params string[] says)
    {
        var e = Assert.Throws<InvalidAudioException>(() =>
        {
            using var clip = AudioDecoder.Open(new OneWayStream(file), ffmpeg);
            clip.Reader.SkipFrames(long.MaxValue);
        });
        Assert.Equal(AudioFault.Undecodable, e.Fault);
        Assert.All(says, said => Assert.Contains(said, e.Message, StringComparison.Ordinal));
    }

    private static byte[] Encode(byte[] wav, params string[] output)
    {
        var start = new ProcessStartInfo(Ffmpeg!, ["-nostdin", "-loglevel", "error", "-i", "pipe:0", .. output, "pipe:1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var feeding = Task.Run(() =>
        {
            using var input = process.StandardInput.BaseStream;
            input.Write(wav);
        });
        using var encoded = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(encoded);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.True(feeding.Wait(TimeSpan.FromSeconds(10)));
        return encoded.ToArray();
    }

    /// <summary>A program in ffmpeg's place, which leaves its process id in a file.</summary>
    private string StandIn(string script)
    {
        var file = Path.Combine(_folder, "ffmpeg");
        File.WriteAllText(file, $"#!/bin/sh\necho $$ > {_folder}/pid\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }

    private void AssertEnded()
    {
        var id = int.Parse(File.ReadAllText(Path.Combine(_folder, "pid")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    private class OneWayStream(byte[] content) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var got = Math.Min(Math.Min(count, 777), content.Length - _position);
            Array.Copy(content, _position, buffer, offset, got);
            _position += got;
            return got;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }

    /// <summary>A tenth of a second for each of its pieces.</summary>
    private sealed class SlowStream(byte[] content) : OneWayStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Thread.Sleep(100);
            return base.Read(buffer, offset, count);
        }
    }

    /// <summary>Fails halfway, as a download may.</summary>
    private sealed class BreakingStream(byte[] content) : OneWayStream(content[..(content.Length / 2)])
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var got ? got : throw new IOException("gone");
    }
}

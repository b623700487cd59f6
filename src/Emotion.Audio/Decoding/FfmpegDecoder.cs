using System.ComponentModel;
using System.Diagnostics;

namespace Emotion.Audio.Decoding;

/// <summary>
/// Decodes through an ffmpeg process, from pipe to pipe, to WAV in 32-bit floats at the clip's own rate and with its own channels, so that
/// mixing and resampling are the same for all formats.
/// </summary>
/// <param name="executable">Path of ffmpeg; null where there is none.</param>
internal sealed class FfmpegDecoder(string? executable)
{
    private static readonly TimeSpan UsualTimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long one clip may take before its decoding is ended, the fetching of its bytes aside. The default value is 60 seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = UsualTimeLimit;

    /// <summary>How many bytes one clip may decode to. The default value is 4 GiB: about three hours of 48 kHz stereo.</summary>
    public long OutputLimit { get; init; } = 4L << 30;

    /// <summary>The ffmpeg that this machine has, if it has one.</summary>
    public static FfmpegDecoder OnPath(TimeSpan? timeLimit = null) =>
        new(Find(Environment.GetEnvironmentVariable("PATH"))) { TimeLimit = timeLimit ?? UsualTimeLimit };

    /// <summary>Looks for ffmpeg in the folders of a PATH, and nowhere else: not in the working folder, where clips may lie.</summary>
    /// <returns>Its full path; null where there is none.</returns>
    public static string? Find(string? path)
    {
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        var folders = (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts decoding.</summary>
    /// <param name="format">What the clip is, for messages.</param>
    /// <param name="head">Its first bytes, already read.</param>
    /// <param name="rest">The bytes that follow. Read by another thread until the returned stream is disposed of.</param>
    /// <returns>A WAV stream, which cannot seek.</returns>
    /// <exception cref="InvalidAudioException">There is no ffmpeg, or it cannot be started.</exception>
    public Stream Decode(CompressedFormat format, ReadOnlySpan<byte> head, Stream rest)
    {
        if (executable is null)
            throw Unavailable(format, "there is none on this machine's PATH");
        try
        {
            return new FfmpegStream(Process.Start(CommandLine(executable))!, format, head, rest, TimeLimit, OutputLimit);
        }
        catch (Win32Exception e)
        {
            throw Unavailable(format, $"{executable} cannot be started ({e.Message})");
        }
    }

    /// <summary>What users call the format.</summary>
    public static string NameOf(CompressedFormat format) => format switch
    {
        CompressedFormat.Flac => "FLAC audio",
        CompressedFormat.Ogg => "Ogg audio (Opus or Vorbis)",
        CompressedFormat.Mp3 => "MP3 audio",
        CompressedFormat.Aac => "AAC audio",
        CompressedFormat.Mp4 => "MP4 audio (M4A)",
        CompressedFormat.WebM => "WebM audio",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static InvalidAudioException Unavailable(CompressedFormat format, string why) => InvalidAudioException.Undecodable(
        $"The clip is {NameOf(format)}, which takes ffmpeg to decode, and {why}. Install ffmpeg (https://ffmpeg.org), or convert the clip to WAV.");

    /// <summary>
    /// Constant but for the program: nothing of the clip gets into it, and what the clip holds can open neither files nor addresses.
    /// </summary>
    private static ProcessStartInfo CommandLine(string executable)
    {
        string[] quiet = ["-nostdin", "-hide_banner", "-loglevel", "error"];
        string[] input = ["-protocol_whitelist", "pipe", "-format_whitelist", "flac,ogg,mp3,aac,mov,matroska", "-i", "pipe:0"];
        string[] output = ["-map", "0:a:0", "-map_metadata", "-1", "-bitexact", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"];
        return new ProcessStartInfo(executable, [.. quiet, .. input, .. output])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}

using Emotion.Audio.Wav;

namespace Emotion.Audio.Decoding;

/// <summary>The one way into a clip: WAV is read as it is; other formats are turned into WAV by ffmpeg on the way.</summary>
internal static class AudioDecoder
{
    /// <summary>Reads up to the first sample.</summary>
    /// <param name="audio">The clip, at its start; it need not seek. It stays the caller's, and must outlive what is returned.</param>
    /// <param name="ffmpeg">What decodes other formats; null for the ffmpeg on the PATH.</param>
    /// <param name="decodingLimit">How long that ffmpeg may take.</param>
    /// <exception cref="InvalidAudioException">The clip cannot be decoded, or not on this machine.</exception>
    public static DecodedClip Open(Stream audio, FfmpegDecoder? ffmpeg = null, TimeSpan? decodingLimit = null)
    {
        Span<byte> head = stackalloc byte[AudioFormatSniffer.HeadBytes];
        head = head[..audio.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (AudioFormatSniffer.Recognise(head) is not { } format)
            return new DecodedClip(WavReader.Open(head, audio));

        var decoding = (ffmpeg ?? FfmpegDecoder.OnPath(decodingLimit)).Decode(format, head, audio);
        try
        {
            return new DecodedClip(WavReader.Open(decoding), decoding);
        }
        catch
        {
            decoding.Dispose();
            throw;
        }
    }
}

/// <summary>A clip whose samples can be read. Disposing of it ends the decoding, where one runs; the clip's stream stays open.</summary>
/// <param name="reader">Its samples.</param>
/// <param name="decoding">The decoding behind them; null for a WAV file.</param>
internal readonly struct DecodedClip(WavReader reader, IDisposable? decoding = null) : IDisposable
{
    /// <summary>Its samples.</summary>
    public WavReader Reader => reader;

    /// <inheritdoc/>
    public void Dispose() => decoding?.Dispose();
}

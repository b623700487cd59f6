namespace Emotion.Audio.Decoding;

/// <summary>Audio formats other than WAV that are recognised, and left to ffmpeg to decode.</summary>
internal enum CompressedFormat
{
    Flac,

    /// <summary>Ogg: Opus, Vorbis or FLAC in it.</summary>
    Ogg,
    Mp3,

    /// <summary>Bare AAC frames (ADTS).</summary>
    Aac,

    /// <summary>MP4, as in .m4a.</summary>
    Mp4,

    /// <summary>Matroska, as in .webm.</summary>
    WebM,
}

namespace Emotion.Audio;

/// <summary>Why a clip cannot be analysed. The fault is the input's: trying again cannot help.</summary>
public enum AudioFault
{
    /// <summary>Not an audio file, a broken one, or an encoding that is not supported, or not without ffmpeg.</summary>
    Undecodable,

    /// <summary>Larger than the caller takes.</summary>
    TooLarge,

    /// <summary>Shorter than <see cref="AnalysisWindow.MinimumSeconds"/>.</summary>
    TooShort,

    /// <summary>The peak of the analysed window lies below <see cref="AnalysisWindow.SilencePeak"/>.</summary>
    Silent,

    /// <summary>A float WAV with NaN, infinite or absurdly large samples in the analysed window.</summary>
    NotFinite,
}

/// <summary>The one error that bad audio raises. Its message is written for the person who recorded the clip.</summary>
/// <param name="fault">Which kind of fault.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="facts">What the file is, where that much could be read.</param>
public sealed class InvalidAudioException(AudioFault fault, string message, AudioFacts? facts = null) : Exception(message)
{
    /// <summary>Which kind of fault; the pipeline writes it into the result row as the reason.</summary>
    public AudioFault Fault { get; } = fault;

    /// <summary>What the file is, where that much could be read.</summary>
    public AudioFacts? Facts { get; } = facts;

    internal static InvalidAudioException Undecodable(string message) => new(AudioFault.Undecodable, message);
}

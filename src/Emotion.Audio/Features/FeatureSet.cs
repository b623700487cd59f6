namespace Emotion.Audio.Features;

/// <summary>The name, version and layout of what is computed. A change of meaning is a new version.</summary>
public static class FeatureSet
{
    /// <summary>
    /// Means over time of 40 MFCC, 12 chroma and 128 mel power bands, in this order, of the <see cref="AnalysisWindow"/> at 22 050 Hz mono.
    /// </summary>
    public const string Librosa180 = "librosa180/1";

    /// <summary>
    /// <see cref="LogMelSpectrogram"/>: 256 frames of 64 log-mel bands from a recording's first sound on, with mean 0 and standard deviation 1,
    /// followed by zeros where it is shorter.
    /// </summary>
    public const string LogMel64 = "logmel64/1";

    /// <summary>Sample rate of the analysed signal, in Hz.</summary>
    public const int SampleRate = 22_050;

    /// <summary>Mel-frequency cepstral coefficients, c0 included.</summary>
    public const int MfccCount = 40;

    /// <summary>Pitch classes, C first.</summary>
    public const int ChromaCount = 12;

    /// <summary>Mel bands from 0 to 11 025 Hz.</summary>
    public const int MelCount = 128;

    /// <summary>Length of the feature vector.</summary>
    public const int Length = MfccCount + ChromaCount + MelCount;
}

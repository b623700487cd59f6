namespace Emotion.Audio;

/// <summary>What the file is, before any processing.</summary>
/// <param name="DurationSeconds">Length of the whole clip, in seconds.</param>
/// <param name="SampleRate">Source sample rate, in Hz.</param>
/// <param name="Channels">Number of channels in the file; they are averaged to mono.</param>
public sealed record AudioFacts(double DurationSeconds, int SampleRate, int Channels);

using Emotion.Audio.Features;

namespace Emotion.Audio;

/// <summary>One analysed stretch of a clip.</summary>
/// <param name="StartSeconds">Where it starts in the clip.</param>
/// <param name="DurationSeconds">How long it is.</param>
/// <param name="Features">What was heard in it.</param>
public sealed record ClipWindow(double StartSeconds, double DurationSeconds, LibrosaFeatures Features);

/// <summary>A clip, described: what the file is, and the features of its window.</summary>
public sealed record ClipFeatures(AudioFacts Audio, ClipWindow Window);

namespace Emotion.Audio.Features;

/// <summary><see cref="FeatureSet.LogMel64"/>: the course of what is spoken in a clip's first 6 s.</summary>
internal sealed class LogMelRecipe : FeatureRecipe
{
    /// <inheritdoc/>
    public override string Id => FeatureSet.LogMel64;

    /// <inheritdoc/>
    public override int Length => LogMelSpectrogram.WindowFrames * LogMelSpectrogram.Bands;

    /// <inheritdoc/>
    public override bool IsHalfPrecision => true;

    /// <inheritdoc/>
    public override double OffsetSeconds => 0;

    /// <inheritdoc/>
    public override double DurationSeconds => 6;

    /// <inheritdoc/>
    /// <remarks>The window is what the vector describes: from the first sound on, as far as the frames reach or the sound goes.</remarks>
    public override ClipWindow Describe(WindowSignal signal)
    {
        var course = LogMelSpectrogram.Of(signal.Samples);
        var length = Math.Min(course.Length, LogMelSpectrogram.WindowFrames * LogMelSpectrogram.HopLength);
        return new ClipWindow(signal.StartSeconds + Seconds(course.Start), Seconds(length), course.ToVector());
    }

    private static double Seconds(int samples) => (double)samples / FeatureSet.SampleRate;
}

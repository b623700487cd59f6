using System.Numerics;
using Emotion.Training.Transforms;

namespace Emotion.Training.Augmentation;

/// <summary>
/// Slows a spectrogram down or speeds it up: magnitudes are interpolated between frames, and phases go on by the advance that was measured
/// there. After <c>librosa.phase_vocoder</c>, which follows D. P. W. Ellis, "A phase vocoder in Matlab" (2002).
/// </summary>
public static class PhaseVocoder
{
    /// <summary>ceil(frames / rate) frames of the same sound.</summary>
    /// <param name="frames">From <see cref="ShortTimeFourier.Forward"/>.</param>
    /// <param name="rate">Above 1 is faster, below 1 slower.</param>
    public static Complex[][] Stretch(Complex[][] frames, double rate)
    {
        var polar = Array.ConvertAll(frames, PolarFrame.Of);
        var stretched = new Complex[(int)Math.Ceiling(frames.Length / rate)][];
        var phases = polar[0].Phases.ToArray();
        for (var t = 0; t < stretched.Length; t++)
        {
            var position = t * rate;
            var (here, next) = (FrameAt(polar, (int)position), FrameAt(polar, (int)position + 1));
            stretched[t] = Between(here, next, position % 1, phases);
            Advance(phases, here, next);
        }

        return stretched;
    }

    /// <summary>Beyond the end it is silent.</summary>
    private static PolarFrame FrameAt(PolarFrame[] frames, int index) => index < frames.Length ? frames[index] : PolarFrame.Silence;

    private static Complex[] Between(PolarFrame here, PolarFrame next, double share, double[] phases)
    {
        var frame = new Complex[phases.Length];
        for (var k = 0; k < frame.Length; k++)
            frame[k] = Complex.FromPolarCoordinates((1 - share) * here.Magnitudes[k] + share * next.Magnitudes[k], phases[k]);
        return frame;
    }

    /// <summary>
    /// A bin's phase goes on by what its centre frequency turns in a hop, and by how far the measured phase lies from that, at most half a
    /// turn.
    /// </summary>
    private static void Advance(double[] phases, PolarFrame here, PolarFrame next)
    {
        for (var k = 0; k < phases.Length; k++)
        {
            var expected = Math.Tau * k * ShortTimeFourier.HopLength / ShortTimeFourier.FrameLength;
            var deviation = next.Phases[k] - here.Phases[k] - expected;
            phases[k] += expected + deviation - Math.Tau * Math.Round(deviation / Math.Tau);
        }
    }

    private sealed record PolarFrame(double[] Magnitudes, double[] Phases)
    {
        public static PolarFrame Silence { get; } = new(new double[ShortTimeFourier.Bins], new double[ShortTimeFourier.Bins]);

        public static PolarFrame Of(Complex[] frame) =>
            new(Array.ConvertAll(frame, bin => bin.Magnitude), Array.ConvertAll(frame, bin => bin.Phase));
    }
}

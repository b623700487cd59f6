using Emotion.Inference.Measuring;

namespace Emotion.Training.Measuring;

/// <summary>
/// How far a figure would swing with other speakers: whole speakers are drawn with replacement, since clips of one voice are not independent
/// (the cluster bootstrap, percentile interval; Davison and Hinkley 1997, section 3.8).
/// </summary>
public static class SpeakerBootstrap
{
    /// <summary>With fewer speakers the interval would say next to nothing.</summary>
    public const int FewestSpeakers = 5;

    private const int Resamples = 1000;
    private const int Seed = 42;

    /// <summary>The 95 % interval of the unweighted average recall; null with fewer than <see cref="FewestSpeakers"/>.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="speakers">What was made of each speaker's clips.</param>
    public static Interval? Uar(IReadOnlyList<string> labels, IReadOnlyList<ConfusionMatrix> speakers)
    {
        if (speakers.Count < FewestSpeakers)
            return null;

        var random = new Random(Seed);
        var figures = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
            figures[i] = Resample(labels, speakers, random).Uar;
        Array.Sort(figures);
        return new Interval(Quantile(figures, 0.025), Quantile(figures, 0.975));
    }

    private static ConfusionMatrix Resample(IReadOnlyList<string> labels, IReadOnlyList<ConfusionMatrix> speakers, Random random)
    {
        var drawn = new ConfusionMatrix(labels);
        for (var i = 0; i < speakers.Count; i++)
            drawn.Add(speakers[random.Next(speakers.Count)]);
        return drawn;
    }

    private static double Quantile(double[] sorted, double share) => MathNet.Numerics.Statistics.SortedArrayStatistics.Quantile(sorted, share);
}

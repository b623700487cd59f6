using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;

namespace Emotion.Training.Tests.Support;

/// <summary>Test rows that no model scored.</summary>
public static class Scored
{
    /// <summary>A row of a speaker.</summary>
    public static ScoredRow Row(string label, params double[] probabilities) => Row(new Speaker("ravdess", "Actor_01", Gender.Male), label, probabilities);

    /// <summary>A row of a speaker.</summary>
    public static ScoredRow Row(Speaker speaker, string label, params double[] probabilities) =>
        new(new CorpusClip($"{speaker.Id}/{label}-{string.Join('-', probabilities)}.wav", "", label, speaker), 0, probabilities);

    /// <summary>A made-up protocol: speakers of the corpora in turn, folds of whole speakers, labels guessed better than by chance.</summary>
    public static ProtocolRun Run(string protocol, IReadOnlyList<string> labels, int folds, int speakersPerFold, params string[] corpora) => new()
    {
        Protocol = protocol,
        Description = $"Made up for tests of {protocol}.",
        Labels = labels,
        Folds = [.. Enumerable.Range(0, folds).Select(fold => Fold(fold, labels, Speakers(fold * speakersPerFold, speakersPerFold, corpora)))],
    };

    private static Speaker[] Speakers(int first, int count, string[] corpora) =>
    [
        .. Enumerable.Range(first, count).Select(number =>
            new Speaker(corpora[number % corpora.Length], $"Actor_{number + 1:00}", number % 2 == 0 ? Gender.Male : Gender.Female)),
    ];

    private static FoldRun Fold(int number, IReadOnlyList<string> labels, IReadOnlyList<Speaker> speakers)
    {
        var random = new Random(number);
        return new FoldRun
        {
            Name = $"fold-{number + 1}",
            TestSpeakers = speakers,
            TrainingRows = 800,
            ValidationRows = 100,
            History = [.. Enumerable.Range(1, 40).Select(epoch => Epoch(epoch, random))],
            KeptEpoch = 20 + 3 * number,
            Scored = [.. speakers.SelectMany(speaker => Clips(speaker, labels, 0.8 * random.NextDouble(), random))],
        };
    }

    private static EpochReport Epoch(int epoch, Random random)
    {
        var (fallen, noise) = (Math.Exp(-epoch / 12.0), 0.06 * random.NextDouble());
        return new EpochReport(
            epoch, 0.5 + 1.5 * fallen + noise, 0.85 - 0.7 * fallen - noise, 1e-3, 1.3 + 0.8 * fallen + noise + epoch / 200.0, 0.5 - 0.35 * fallen - noise);
    }

    private static IEnumerable<ScoredRow> Clips(Speaker speaker, IReadOnlyList<string> labels, double skill, Random random) =>
        Enumerable.Range(0, 4 * labels.Count).Select(i => new ScoredRow(
            new CorpusClip($"{speaker.Id}/{i:00}.wav", "", labels[i % labels.Count], speaker), 0, Guess(i % labels.Count, labels.Count, skill, random)));

    private static double[] Guess(int truth, int labels, double skill, Random random)
    {
        var weights = Enumerable.Range(0, labels).Select(_ => Math.Exp(3 * random.NextDouble())).ToArray();
        if (random.NextDouble() < skill)
            weights[truth] += 20;
        return [.. weights.Select(weight => (double)(float)(weight / weights.Sum()))];
    }
}

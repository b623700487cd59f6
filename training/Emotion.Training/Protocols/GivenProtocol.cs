using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>The split that a manifest gives in its column <c>split</c>.</summary>
public static class GivenProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "given";

    /// <summary>
    /// Takes the parts as they are given. Without validation clips the last epoch is kept; networks over spectrograms keep the last one anyway, and only watch those clips.
    /// </summary>
    /// <exception cref="TrainingException">There is nothing to learn from, or nothing to test on.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples)
    {
        var parts = examples.ToLookup(example => example.Clip.Split);
        if (!parts[GivenSplit.Train].Any() || !parts[GivenSplit.Test].Any())
        {
            throw new TrainingException("Protocol 'given' needs a manifest whose column 'split' puts clips into 'train' and 'test' "
                + "(and, if you like, 'validation').");
        }

        var test = parts[GivenSplit.Test].ToList();
        var learnt = parts[GivenSplit.Train].Concat(parts[GivenSplit.Validation]).Select(example => example.Clip.Speaker).ToHashSet();
        var testSpeakers = test.Select(example => example.Clip.Speaker).Distinct().ToList();
        var shared = testSpeakers.Count(learnt.Contains);
        var set = new TrainingSet(
            [.. parts[GivenSplit.Train].SelectMany(example => example.Rows)],
            [.. parts[GivenSplit.Validation].Select(example => example.Original)],
            KeepsBest: true);
        return new Protocol(
            Name,
            "The split that the manifest gives. " + (shared == 0
                ? "No speaker of the test clips is learnt from: the figures hold for new speakers."
                : $"{shared} of the {testSpeakers.Count} test speakers are learnt from too: the figures are too high for new speakers."),
            [new Fold("all", set, [.. test.Select(example => example.Original)], shared == 0 ? testSpeakers : [])]);
    }
}

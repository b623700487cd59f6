using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>What a model made of a row, read off its probabilities.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Given">The most probable label; of equally probable ones the first, as the scorer picks it.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="TrueProbability">The probability of the clip's own label.</param>
public sealed record Judgement(CorpusClip Clip, string Given, double Confidence, double TrueProbability)
{
    /// <summary>Whether the label given is the clip's own.</summary>
    public bool Right => Given == Clip.Label;

    /// <summary>Reads a row.</summary>
    /// <param name="labels">The labels, in the order of the probabilities; the clip's own is among them.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The clip's label is none of these labels.</exception>
    public static Judgement Of(IReadOnlyList<string> labels, ScoredRow row)
    {
        var (best, truth) = (0, -1);
        for (var i = 0; i < labels.Count; i++)
        {
            if (row.Probabilities[i] > row.Probabilities[best])
                best = i;
            if (labels[i] == row.Clip.Label)
                truth = i;
        }

        return truth >= 0
            ? new Judgement(row.Clip, labels[best], row.Probabilities[best], row.Probabilities[truth])
            : throw new ArgumentException($"{row.Clip.Name} is '{row.Clip.Label}', none of {string.Join(", ", labels)}.", nameof(row));
    }
}

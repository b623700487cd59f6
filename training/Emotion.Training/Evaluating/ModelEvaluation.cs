using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Measuring;

namespace Emotion.Training.Evaluating;

/// <summary>What a finished model makes of labelled clips, scored by the code that serves it.</summary>
public sealed record ModelEvaluation
{
    /// <summary>The model's card.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The clips as they were read, those left out included.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Labels that the model cannot give, with how many clips carry each; those clips were not scored.</summary>
    public required IReadOnlyDictionary<string, int> ExcludedLabels { get; init; }

    /// <summary>Names the clips that were scored.</summary>
    public required string EvaluationSet { get; init; }

    /// <summary>Every clip that was scored.</summary>
    public required IReadOnlyList<ScoredRow> Scored { get; init; }

    /// <summary>The figures over all of them.</summary>
    public Metrics Overall => Metrics.Of(Card.Labels, Scored);

    /// <summary>The figures by corpus.</summary>
    public IReadOnlyDictionary<string, Metrics> ByCorpus => By(speaker => speaker.Corpus);

    /// <summary>The figures by gender, as far as it is known: <c>female</c>, <c>male</c>, <c>unknown</c>.</summary>
    public IReadOnlyDictionary<string, Metrics> ByGender => By(speaker => speaker.Gender.ToString().ToLowerInvariant());

    /// <summary>Scores every clip of a data set that carries a label of the model's.</summary>
    /// <exception cref="TrainingException">No clip is left to score.</exception>
    /// <exception cref="InvalidModelException">The model cannot be served.</exception>
    public static ModelEvaluation Of(ModelBundle bundle, Dataset data)
    {
        var byKnown = data.Examples.ToLookup(example => bundle.Card.Labels.Contains(example.Clip.Label));
        var examples = byKnown[true].ToList();
        if (examples.Count == 0)
        {
            throw new TrainingException($"No clip is left to score: {data.LeftOut.Count} were left out, {byKnown[false].Count()} carry labels that model "
                + $"{bundle.Card.Version} cannot give. It gives {string.Join(", ", bundle.Card.Labels)}.");
        }

        return new ModelEvaluation
        {
            Card = bundle.Card,
            Data = data,
            ExcludedLabels = byKnown[false].CountBy(example => example.Clip.Label).OrderBy(label => label.Key, StringComparer.Ordinal).ToDictionary(),
            EvaluationSet = Measuring.EvaluationSet.Of(examples),
            Scored = ServedModel.Score(bundle, [.. examples.Select(example => example.Original)]),
        };
    }

    private Dictionary<string, Metrics> By(Func<Speaker, string> key) => Scored
        .GroupBy(row => key(row.Clip.Speaker))
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Metrics.Of(Card.Labels, [.. group]));
}

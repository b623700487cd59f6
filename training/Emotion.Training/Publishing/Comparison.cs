using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Evaluating;
using Emotion.Training.Protocols;

namespace Emotion.Training.Publishing;

/// <summary>How a new model and the one in use do on the same evaluation set, by UAR.</summary>
/// <param name="Basis">Which clips, as part of a sentence.</param>
/// <param name="Current">The UAR of the model in use.</param>
/// <param name="New">The UAR of the new one.</param>
public sealed record Comparison(string Basis, double Current, double New)
{
    /// <summary>Whether the new model must not take over by itself.</summary>
    public bool IsWorse => New < Current;

    /// <summary>
    /// By what the two cards say of new speakers: the mean over the evaluation sets that both were tested on. Null where they share none.
    /// </summary>
    public static Comparison? ByCards(ModelCard current, ModelCard candidate)
    {
        var shared = OfNewSpeakers(current).Join(OfNewSpeakers(candidate), a => a.EvaluationSet, b => b.EvaluationSet, (a, b) => (a, b)).ToList();
        return shared.Count == 0
            ? null
            : new Comparison(
                $"by the cards, on the new speakers of {string.Join(" and ", shared.Select(pair => pair.b.Corpus ?? "all corpora"))}",
                shared.Average(pair => pair.a.Uar),
                shared.Average(pair => pair.b.Uar));
    }

    /// <summary>By scoring clips, those with labels that both models can give.</summary>
    /// <param name="current">The model in use.</param>
    /// <param name="candidate">The new one.</param>
    /// <param name="read">Reads the clips with the features that a model takes.</param>
    /// <exception cref="TrainingException">There is no such clip.</exception>
    public static Comparison OnClips(ModelBundle current, ModelBundle candidate, Func<TrainingFeatures, Dataset> read)
    {
        var labels = current.Card.Labels.Intersect(candidate.Card.Labels).ToHashSet();
        var ofCandidate = Common(candidate);
        return new Comparison(
            $"on {ofCandidate.Examples.Count} clips of {string.Join(" and ", ofCandidate.Corpora.Select(corpus => corpus.Info.Id))}",
            ModelEvaluation.Of(current, current.Card.FeatureSet == candidate.Card.FeatureSet ? ofCandidate : Common(current)).Overall.Uar,
            ModelEvaluation.Of(candidate, ofCandidate).Overall.Uar);

        Dataset Common(ModelBundle model)
        {
            var data = read(TrainingFeatures.Of(model.Card.FeatureSet));
            return data with { Examples = [.. data.Examples.Where(example => labels.Contains(example.Clip.Label))] };
        }
    }

    private static IEnumerable<Evaluation> OfNewSpeakers(ModelCard card) =>
        card.Evaluations.Where(evaluation => evaluation is { Protocol: SpeakerProtocol.Name, EvaluationSet: not null });
}

using Emotion.Inference;
using Emotion.Tests;
using Emotion.Training.Publishing;

namespace Emotion.Training.Tests.Publishing;

/// <summary>What two cards say of each other's models.</summary>
public class ComparisonTests
{
    [Fact]
    public void The_figures_are_means_over_the_clips_of_new_speakers_that_both_were_tested_on()
    {
        var current = Card(("speaker", "all", null, 0.50), ("speaker", "a", "ravdess", 0.40), ("speaker", "b", "crema-d", 0.60), ("tutorial", "t", null, 0.99));
        var candidate = Card(("speaker", "a", "ravdess", 0.50), ("speaker", "c", "mine", 0.10), ("speaker", "all", null, 0.44), ("tutorial", "t", null, 0.10));

        var comparison = Comparison.ByCards(current, candidate)!;

        Assert.Equal(0.45, comparison.Current, 12);
        Assert.Equal(0.47, comparison.New, 12);
        Assert.False(comparison.IsWorse);
        Assert.EndsWith("of all corpora and ravdess", comparison.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_not_worse_than_its_equal()
    {
        var card = Card(("speaker", "a", null, 0.40));
        Assert.False(Comparison.ByCards(card, card)!.IsWorse);
        Assert.True(Comparison.ByCards(card, Card(("speaker", "a", null, 0.3999)))!.IsWorse);
    }

    [Fact]
    public void Figures_of_other_protocols_and_of_unnamed_clips_say_nothing()
    {
        var card = Card(("tutorial", "a", null, 0.40), ("random-clean", "b", null, 0.40), ("speaker", null, null, 0.40));
        Assert.Null(Comparison.ByCards(card, card));
    }

    private static ModelCard Card(params (string Protocol, string? Set, string? Corpus, double Uar)[] figures) => ShippedModel.Card with
    {
        Evaluations =
        [
            .. figures.Select(figure => ShippedModel.Card.Evaluations[0] with
            {
                Protocol = figure.Protocol,
                EvaluationSet = figure.Set,
                Corpus = figure.Corpus,
                Uar = figure.Uar,
            }),
        ],
    };
}

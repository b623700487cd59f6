using System.Text;
using Emotion.Inference;
using Emotion.Tests;
using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class CardEvaluationTests
{
    [Fact]
    public void A_protocol_over_one_corpus_is_one_entry_with_the_means_of_its_folds()
    {
        var run = Scored.Run("speaker", Examples.Labels, 3, 2, "ravdess");
        var figures = ProtocolFigures.Of(run);

        var entry = Assert.Single(CardEvaluation.Of(run, ExamplesOf(run)));

        Assert.Equal(("speaker", "ravdess", 3, 72), (entry.Protocol, entry.Corpus, entry.Folds, entry.Clips));
        Assert.Equal(Math.Round(figures.Uar.Mean, 4), entry.Uar);
        Assert.Equal(Math.Round(figures.Uar.Deviation!.Value, 4), entry.UarDeviation);
        Assert.Equal(["Actor_01", "Actor_02", "Actor_03", "Actor_04", "Actor_05", "Actor_06"], entry.TestSpeakers);
        Assert.Equal(72, entry.Confusion.Sum(row => row.Sum()));
        Assert.Equal(EvaluationSet.Of(ExamplesOf(run)), entry.EvaluationSet);
    }

    [Fact]
    public void A_protocol_over_two_corpora_has_an_entry_for_both_and_one_for_each()
    {
        var run = Scored.Run("speaker", Examples.Labels, 2, 4, "ravdess", "crema-d");

        var entries = CardEvaluation.Of(run, ExamplesOf(run));

        Assert.Equal([null, "crema-d", "ravdess"], entries.Select(entry => entry.Corpus));
        Assert.Equal([96, 48, 48], entries.Select(entry => entry.Clips));
        Assert.Equal(["Actor_02", "Actor_04", "Actor_06", "Actor_08"], entries[1].TestSpeakers);
        Assert.Equal(["crema-d/Actor_02", "crema-d/Actor_04"], entries[0].TestSpeakers.Take(2));
        Assert.Equal(8, entries[0].TestSpeakers.Count);
        Assert.Equal(3, entries.Select(entry => entry.EvaluationSet).Distinct().Count());
    }

    [Fact]
    public void Speakers_of_two_corpora_who_go_by_the_same_number_are_two()
    {
        var run = Scored.Run("speaker", Examples.Labels, 2, 4, "ravdess", "crema-d");
        run = run with
        {
            Folds = [.. run.Folds.Select(fold => fold with { TestSpeakers = [.. fold.TestSpeakers.Select((speaker, i) => speaker with { Id = $"{fold.Name}-{i / 2}" })] })],
        };

        Assert.Equal([8, 4, 4], CardEvaluation.Of(run, ExamplesOf(run)).Select(entry => entry.TestSpeakers.Count));
    }

    [Fact]
    public void What_new_speakers_can_be_relied_on_for_stands_beside_the_whole_and_genders_everywhere()
    {
        var run = Scored.Run("speaker", Examples.Labels, 2, 4, "ravdess", "crema-d");
        var entries = CardEvaluation.Of(run, ExamplesOf(run));

        Assert.Equal("angry", Assert.Single(entries[0].Detections!).Label);
        Assert.All(entries.Skip(1), entry => Assert.Null(entry.Detections));
        Assert.Equal((48, 4), (entries[0].ByGender!["female"].Clips, entries[0].ByGender!["male"].Speakers));
        Assert.Null(entries[1].ByGender); // this made-up corpus has women alone
        Assert.Null(CardEvaluation.Of(run with { Protocol = "random-clean" }, ExamplesOf(run))[0].Detections);
    }

    [Fact]
    public void A_card_keeps_what_an_entry_says()
    {
        var run = Scored.Run("speaker", Examples.Labels, 2, 2, "ravdess");

        var card = ModelCard.Parse(Encoding.UTF8.GetBytes((ShippedModel.Card with { Evaluations = CardEvaluation.Of(run, ExamplesOf(run)) }).ToJson()));

        var entry = Assert.Single(card.Evaluations);
        Assert.Equal(2, entry.Folds);
        Assert.NotNull(entry.AccuracyDeviation);
        Assert.NotNull(entry.LogLoss);
        Assert.NotNull(entry.CalibrationError);
    }

    private static List<Example> ExamplesOf(ProtocolRun run) =>
        [.. run.Folds.SelectMany(fold => fold.Scored).Select(row => new Example(row.Clip, $"hash of {row.Clip.Speaker} {row.Clip.Name}", [], []))];
}

using System.Text;
using System.Text.Json.Nodes;

namespace Emotion.Inference.Tests;

public class ModelBundleTests
{
    private static readonly Dictionary<string, int> FeatureLengths = new() { ["librosa180/1"] = 180, ["logmel64/1"] = 16384 };

    private static readonly ModelBundle Shipped = ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models"));

    private static int FeatureCount => FeatureLengths[Shipped.Card.FeatureSet];

    [Fact]
    public void The_shipped_model_gives_a_probability_per_label()
    {
        using var scorer = new EmotionScorer(Shipped, FeatureLengths);
        var prediction = scorer.Score(SomeFeatures(1));
        Assert.Equal(EmotionLabels.All, prediction.Probabilities.Keys);
        Assert.Equal(1, prediction.Probabilities.Values.Sum(), 1e-5);
        Assert.Equal(prediction.Probabilities.Values.Max(), prediction.Confidence);
        Assert.Equal(prediction.Confidence, prediction.Probabilities[prediction.Emotion]);
        Assert.Equal(Shipped.Card.Version, prediction.ModelVersion);
    }

    [Fact]
    public void The_shipped_card_says_what_it_was_trained_on_and_how_it_was_measured()
    {
        Assert.Equal(["CC BY-NC-SA 4.0", "ODbL 1.0, its contents DbCL 1.0"], Shipped.Card.Corpora.Select(corpus => corpus.Licence));
        Assert.Equal(["speaker", "cross-corpus", "tutorial"], Shipped.Card.Evaluations.Select(evaluation => evaluation.Protocol).Distinct());

        // Each speaker is tested on in one fold: the figures are means over folds, the counts those of all folds together.
        var ofNewSpeakers = Shipped.Card.Evaluations.Where(evaluation => evaluation.Protocol == "speaker").ToList();
        Assert.Equal([null, "crema-d", "ravdess"], ofNewSpeakers.Select(evaluation => evaluation.Corpus));
        Assert.Equal([96, 76, 20], ofNewSpeakers.Select(evaluation => evaluation.TestSpeakers.Count));
        Assert.All(ofNewSpeakers, evaluation =>
        {
            Assert.NotNull(evaluation.EvaluationSet);
            Assert.Equal(5, evaluation.Folds);
            Assert.Equal(evaluation.Clips, evaluation.Confusion.Sum(row => row.Sum()));
            Assert.Equal(evaluation.Accuracy, evaluation.Confusion.Select((row, i) => row[i]).Sum() / (double)evaluation.Clips, 5e-3);
            Assert.Equal(evaluation.Uar, evaluation.Recall.Values.Average(), 2e-2);
            Assert.Equal(["female", "male"], evaluation.ByGender!.Keys);
        });
        Assert.InRange(ofNewSpeakers[0].Certain!.Accuracy, 0.8, 1);
        Assert.Equal(Shipped.Card.RecommendedThresholds!["angry"], Assert.Single(ofNewSpeakers[0].Detections!).Threshold);
        Assert.NotEmpty(Shipped.Card.Limits);
    }

    [Fact]
    public void One_scorer_serves_many_threads()
    {
        using var scorer = new EmotionScorer(Shipped, FeatureLengths);
        var alone = Enumerable.Range(0, 64).Select(seed => scorer.Score(SomeFeatures(seed)).Confidence).ToArray();
        var together = Enumerable.Range(0, 64).AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(seed => scorer.Score(SomeFeatures(seed)).Confidence).ToArray();
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        using var scorer = new EmotionScorer(Shipped, FeatureLengths);
        Assert.Throws<ArgumentException>(() => scorer.Score(new float[FeatureCount - 1]));
    }

    [Fact]
    public void A_graph_whose_hash_is_not_the_cards_is_refused() =>
        AssertRefused(() => ModelBundle.Create(Card(), [.. Shipped.Onnx, 0]), "SHA-256");

    [Fact]
    public void A_label_that_is_not_canonical_is_refused() =>
        AssertRefused(() => ModelBundle.Create(Card(card => card["labels"]![0] = "bored"), Shipped.Onnx), "bored");

    [Fact]
    public void A_feature_set_that_is_not_known_is_refused_and_the_known_ones_are_named() =>
        AssertRefused(() => Score(Card(card => card["featureSet"] = "other/1")), "takes feature set other/1; this pipeline computes librosa180/1 and logmel64/1");

    [Fact]
    public void A_graph_of_another_width_than_its_feature_set_has_is_refused() =>
        AssertRefused(() => Score(Card(card => card["featureSet"] = "librosa180/1")), "no float32 'features' [N, 180]");

    [Fact]
    public void A_prediction_is_uncertain_below_the_cards_limit_and_neither_where_it_has_none()
    {
        Assert.Null(Predict(card => card.Remove("uncertainBelow")).Uncertain);
        var confidence = Predict(card => card["uncertainBelow"] = 0).Confidence;
        Assert.False(Predict(card => card["uncertainBelow"] = 0).Uncertain);
        Assert.False(Predict(card => card["uncertainBelow"] = confidence).Uncertain);
        Assert.True(Predict(card => card["uncertainBelow"] = Math.BitIncrement(confidence)).Uncertain);
    }

    [Theory]
    [InlineData("""{"uncertainBelow":1.01}""", "uncertainBelow is 1.01; it must be from 0 to 1")]
    [InlineData("""{"uncertainBelow":-0.1}""", "uncertainBelow is -0.1; it must be from 0 to 1")]
    [InlineData("""{"recommendedThresholds":{"angry":1.5}}""", "recommended threshold of angry is 1.5")]
    [InlineData("""{"recommendedThresholds":{"bored":0.5}}""", "'bored', which is none of its labels")]
    public void A_threshold_that_is_no_probability_of_a_label_is_refused(string thresholds, string says) => AssertRefused(
        () => Score(Card(card =>
        {
            foreach (var (name, value) in JsonNode.Parse(thresholds)!.AsObject())
                card[name] = value!.DeepClone();
        })),
        says);

    [Fact]
    public void Thresholds_stay_in_the_card_and_are_left_out_where_there_are_none()
    {
        var card = ModelCard.Parse(Card(card => card["recommendedThresholds"] = new JsonObject { ["angry"] = 0.4 })) with { UncertainBelow = 0.5 };
        var read = ModelCard.Parse(Encoding.UTF8.GetBytes(card.ToJson()));
        Assert.Equal((0.5, 0.4), (read.UncertainBelow, read.RecommendedThresholds!["angry"]));
        Assert.DoesNotContain("recommendedThresholds", (card with { RecommendedThresholds = null }).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_with_fewer_labels_than_the_graph_has_is_refused() =>
        AssertRefused(() => Score(Card(card => card["labels"]!.AsArray().RemoveAt(7))), "probabilities");

    [Fact]
    public void Bytes_that_are_no_graph_are_refused()
    {
        byte[] junk = [1, 2, 3];
        AssertRefused(() => Score(Card(card => card["sha256"] = ModelBundle.Hash(junk)), junk), "ONNX Runtime");
    }

    [Fact]
    public void A_card_that_is_not_json_or_lacks_something_is_refused()
    {
        AssertRefused(() => ModelBundle.Create("hello"u8, Shipped.Onnx), "not valid");
        AssertRefused(() => ModelBundle.Create(Card(card => card.Remove("labels")), Shipped.Onnx), "labels");
        AssertRefused(() => CurrentModel.Parse("""{"version":""}"""u8), "no version");
    }

    [Fact]
    public void A_card_from_before_folds_and_calibration_were_kept_still_parses()
    {
        var card = Card(card =>
        {
            var evaluation = card["evaluations"]![0]!.AsObject();
            foreach (var later in (string[])["evaluationSet", "corpus", "folds", "accuracyDeviation", "uarDeviation", "macroF1Deviation", "logLoss", "calibrationError"])
                evaluation.Remove(later);
        });

        var evaluation = ModelCard.Parse(card).Evaluations[0];
        Assert.Equal(Shipped.Card.Evaluations[0].Uar, evaluation.Uar);
        Assert.Null(evaluation.UarDeviation);
        Assert.Null(evaluation.Folds);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        AssertRefused(() => ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "nowhere")), "current.json is missing");

    private static Prediction Predict(Action<JsonObject> change)
    {
        using var scorer = new EmotionScorer(ModelBundle.Create(Card(change), Shipped.Onnx), FeatureLengths);
        return scorer.Score(SomeFeatures(1));
    }

    private static void Score(byte[] card, byte[]? onnx = null) =>
        new EmotionScorer(ModelBundle.Create(card, onnx ?? Shipped.Onnx), FeatureLengths).Dispose();

    private static byte[] Card(Action<JsonObject>? change = null)
    {
        var card = JsonNode.Parse(Shipped.Card.ToJson())!.AsObject();
        change?.Invoke(card);
        return Encoding.UTF8.GetBytes(card.ToJsonString());
    }

    private static float[] SomeFeatures(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, FeatureCount).Select(_ => (float)random.NextDouble())];
    }

    private static void AssertRefused(Action action, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidModelException>(action).Message, StringComparison.Ordinal);
}

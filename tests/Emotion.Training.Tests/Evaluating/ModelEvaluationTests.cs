using System.Text;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Tests;
using Emotion.Training.Corpora;
using Emotion.Training.Evaluating;
using Emotion.Training.Measuring;
using Emotion.Training.Onnx;
using Emotion.Training.Tests.Support;
using TorchSharp;

namespace Emotion.Training.Tests.Evaluating;

public class ModelEvaluationTests
{
    [Fact]
    public void Figures_are_those_of_the_model_and_labels_that_it_cannot_give_are_counted_by_name()
    {
        // Six voices, labelled angry, calm and sad in turn, by a model that knows neither anger nor doubt.
        var evaluation = ModelEvaluation.Of(AlwaysSad(["calm", "sad"]), Data(Examples.Voices(6)));

        Assert.Equal([new("angry", 2)], evaluation.ExcludedLabels);
        Assert.Equal(4, evaluation.Scored.Count);
        Assert.Equal([[0, 2], [0, 2]], evaluation.Overall.Confusion.Counts);
        Assert.Equal(0.5, evaluation.Overall.Uar, 12);
        Assert.Equal((-Math.Log(0.25) - Math.Log(0.75)) / 2, evaluation.Overall.LogLoss, 6);
        Assert.Equal(0.25, evaluation.Overall.Calibration.Error, 6);
    }

    [Fact]
    public void The_evaluation_set_names_the_clips_that_were_scored_alone()
    {
        var examples = Examples.Voices(6).Select((example, i) => example with { Hash = $"{i}" }).ToArray();

        Assert.Equal(
            EvaluationSet.Of(examples.Where(example => example.Clip.Label != "angry")),
            ModelEvaluation.Of(AlwaysSad(["calm", "sad"]), Data(examples)).EvaluationSet);
    }

    [Fact]
    public void A_data_set_without_any_label_of_the_models_is_an_error_that_names_them() =>
        Assert.Contains(
            "calm, sad",
            Assert.Throws<TrainingException>(() => ModelEvaluation.Of(AlwaysSad(["calm", "sad"]), Data(Examples.Voices(1)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_card_that_does_not_fit_its_graph_is_an_error_for_the_user() =>
        Assert.Throws<InvalidModelException>(() => ModelEvaluation.Of(AlwaysSad(["calm", "sad", "fear"]), Data(Examples.Voices(3))));

    private static Dataset Data(Example[] examples) => new([], examples, []);

    /// <summary>Whatever it hears, it gives its second label a probability of 3/4 and its first one 1/4.</summary>
    private static ModelBundle AlwaysSad(string[] labels)
    {
        var graph = new GraphBuilder();
        var silenced = graph.Add("MatMul", ["features", graph.Constant(torch.zeros(FeatureSet.Length, 2))]);
        var logits = graph.Add("Add", [silenced, graph.Constant([0, MathF.Log(3)])]);
        var onnx = graph.Build(FeatureSet.Length, 2, graph.Add("Softmax", [logits]));
        var card = ShippedModel.Card with
        {
            Version = "always-sad",
            FeatureSet = FeatureSet.Librosa180,
            Labels = labels,
            Sha256 = ModelBundle.Hash(onnx),
            RecommendedThresholds = null,
        };
        return ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), onnx);
    }
}

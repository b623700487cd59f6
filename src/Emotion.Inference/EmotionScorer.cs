using Microsoft.ML.OnnxRuntime;

namespace Emotion.Inference;

/// <summary>One loaded model. Thread-safe: share one scorer among all callers.</summary>
/// <remarks>
/// The graph takes raw features <c>features</c> [N, length] float32 and gives <c>probabilities</c> [N, labels]; standardisation is inside it.
/// One thread per call, since many calls run at once.
/// </remarks>
public sealed class EmotionScorer : IDisposable
{
    private const string Input = "features";
    private const string Output = "probabilities";

    private readonly InferenceSession _session;
    private readonly int _featureCount;

    /// <summary>Loads a bundle's graph.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="featureLengths">The feature sets that the caller can compute, with the lengths of their vectors.</param>
    /// <exception cref="InvalidModelException">
    /// The card asks for another feature set, or the graph does not load, or takes or gives something else than the card says.
    /// </exception>
    public EmotionScorer(ModelBundle bundle, IReadOnlyDictionary<string, int> featureLengths)
    {
        Card = bundle.Card;
        if (!featureLengths.TryGetValue(Card.FeatureSet, out _featureCount))
        {
            throw new InvalidModelException(
                $"Model {Card.Version} takes feature set {Card.FeatureSet}; this pipeline computes {string.Join(" and ", featureLengths.Keys)}.");
        }

        _session = Open(bundle);
        try
        {
            CheckShape(_session.InputMetadata, Input, _featureCount);
            CheckShape(_session.OutputMetadata, Output, Card.Labels.Count);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>The model's card.</summary>
    public ModelCard Card { get; }

    /// <summary>Scores one feature vector.</summary>
    /// <param name="features">Raw features, as the feature set defines them.</param>
    /// <exception cref="ArgumentException">The vector has another length than the feature set's.</exception>
    public Prediction Score(float[] features)
    {
        if (features.Length != _featureCount)
            throw new ArgumentException($"{features.Length} features were given; {Card.FeatureSet} has {_featureCount}.", nameof(features));

        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(features, [1, features.Length]);
        using var outputs = _session.Run(options, [Input], [input], [Output]);
        var probabilities = outputs[0].GetTensorDataAsSpan<float>();

        var best = 0;
        var byLabel = new Dictionary<string, double>(probabilities.Length);
        for (var i = 0; i < probabilities.Length; i++)
        {
            byLabel[Card.Labels[i]] = probabilities[i];
            if (probabilities[i] > probabilities[best])
                best = i;
        }

        return new Prediction(Card.Labels[best], probabilities[best], byLabel, Card.Version)
        {
            Uncertain = Card.UncertainBelow is { } limit ? probabilities[best] < limit : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static InferenceSession Open(ModelBundle bundle)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
        try
        {
            return new InferenceSession(bundle.Onnx, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"Model {bundle.Card.Version}: ONNX Runtime cannot load the graph: {e.Message}", e);
        }
    }

    private void CheckShape(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int width)
    {
        if (!nodes.TryGetValue(name, out var node) || node.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float
            || node.Dimensions is not [_, var last] || last != width)
        {
            throw new InvalidModelException($"Model {Card.Version}: the graph has no float32 '{name}' [N, {width}], which its card calls for.");
        }
    }
}

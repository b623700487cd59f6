using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>Layers in a row, from standardised features [N, features] to one logit per label [N, labels].</summary>
public sealed class Network : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Layer> _layers;

    /// <summary>Puts a network together.</summary>
    /// <param name="id">Short and lower-case; goes into version names.</param>
    /// <param name="description">The network in a sentence, for the model card.</param>
    /// <param name="layers">From input to output.</param>
    public Network(string id, string description, params Layer[] layers) : base(id)
    {
        Description = description;
        _layers = new ModuleList<Layer>(layers);
        RegisterComponents();
    }

    /// <summary>The network in a sentence.</summary>
    public string Description { get; }

    /// <summary>From input to output.</summary>
    public IEnumerable<Layer> Layers => _layers;

    /// <summary>Lets the convolutions over spectrograms compute in another type than float32.</summary>
    public void ConvolveIn(ScalarType precision)
    {
        foreach (var convolution in modules().OfType<NormalisedConvolution>())
            convolution.Precision = precision;
    }

    /// <summary>Length of the embedding: what the last layer sees of a clip.</summary>
    public int Width => ((DenseLayer)_layers[^1]).Inputs;

    /// <summary>What the last layer sees: [N, <see cref="Width"/>].</summary>
    public Tensor Embed(Tensor input) => _layers.SkipLast(1).Aggregate(input, (value, layer) => layer.forward(value));

    /// <summary>What the last layer makes of it: [N, labels].</summary>
    public Tensor Classify(Tensor embedding) => _layers[^1].forward(embedding);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Classify(Embed(input));
}

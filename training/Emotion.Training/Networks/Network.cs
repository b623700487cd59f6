using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>
/// Layers in a row, from standardised features [N, features] to one logit per label [N, labels]; or several such rows, its members, whose logits are
/// averaged: they err in different places (Hansen and Salamon 1990, "Neural network ensembles").
/// </summary>
public sealed class Network : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Sequential> _members;
    private readonly Layer[][] _layers;

    /// <summary>Puts a network of one member together.</summary>
    /// <param name="id">Short and lower-case; goes into version names.</param>
    /// <param name="description">The network in a sentence, for the model card.</param>
    /// <param name="layers">From input to output.</param>
    public Network(string id, string description, params Layer[] layers) : this(id, description, [layers])
    {
    }

    /// <summary>Puts a network together.</summary>
    /// <param name="id">Short and lower-case; goes into version names.</param>
    /// <param name="description">The network in a sentence, for the model card.</param>
    /// <param name="members">At least one; each its layers from input to output.</param>
    public Network(string id, string description, Layer[][] members) : base(id)
    {
        Description = description;
        _layers = members;
        _members = new ModuleList<Sequential>([.. members.Select(layers => nn.Sequential(layers))]);
        RegisterComponents();
    }

    /// <summary>The network in a sentence.</summary>
    public string Description { get; }

    /// <summary>The logits of each member, [N, labels]: each learns by itself.</summary>
    public IEnumerable<Tensor> MemberLogits(Tensor input) => _members.Select(member => member.forward(input));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => MemberLogits(input).Aggregate((sum, logits) => sum + logits) / _members.Count;

    /// <summary>Writes the network, with its weights as they are now, into a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the value that it takes.</param>
    /// <returns>The name of the logits.</returns>
    public string WriteTo(GraphBuilder graph, string input)
    {
        var logits = _layers.Select(layers => layers.Aggregate(input, (value, layer) => layer.WriteTo(graph, value))).ToArray();
        return logits.Length == 1
            ? logits[0]
            : graph.Add("Div", [logits.Aggregate((sum, one) => graph.Add("Add", [sum, one])), graph.Constant([(float)logits.Length])]);
    }
}

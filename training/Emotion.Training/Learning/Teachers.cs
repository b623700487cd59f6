using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// Networks that another one learns from, beside the labels (knowledge distillation, Hinton et al. 2015). They are asked about the very windows that it
/// sees, bent and mixed, as often as it sees one (Beyer et al. 2022, "Knowledge distillation: a good teacher is patient and consistent"). What several say
/// is pooled as an ensemble pools it: the mean of their log probabilities.
/// </summary>
/// <param name="networks">At least one, with the student's inputs and labels. They are moved to where they are asked, and end with this.</param>
/// <param name="share">The share of a target that is theirs, 0 to 1; the rest is the label's.</param>
public sealed class Teachers(IReadOnlyList<Network> networks, double share) : IDisposable
{
    /// <summary>Gets them ready to be asked.</summary>
    /// <param name="device">Where to compute.</param>
    /// <param name="precision">What their convolutions compute in.</param>
    public void MoveTo(Device device, ScalarType precision)
    {
        foreach (var network in networks)
        {
            network.to(device);
            network.ConvolveIn(precision);
            network.eval();
        }
    }

    /// <summary>What to ask of the student.</summary>
    /// <param name="inputs">What it sees, [N, features].</param>
    /// <param name="labelled">[N, labels], what the labels ask for, adding up to 1.</param>
    public Tensor Targets(Tensor inputs, Tensor labelled)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var opinions = stack(networks.Select(network => nn.functional.log_softmax(network.forward(inputs), 1)));
        var pooled = nn.functional.softmax(opinions.mean([0L]), 1);
        return (pooled * share + labelled * (1 - share)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in networks)
            network.Dispose();
    }
}

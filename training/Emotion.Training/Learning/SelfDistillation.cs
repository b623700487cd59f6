using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// A clip's target is its label and, more and more towards the end, what the network said of the clip in earlier epochs: progressive
/// self-distillation (Kim et al. 2021), with a mean over epochs (temporal ensembling, Laine and Aila 2017). Actors were asked for one
/// emotion, and listeners often hear another: what a network keeps saying of a clip may be the better label.
/// </summary>
public sealed class SelfDistillation : IDisposable
{
    private const double Kept = 0.5; // of what was said before

    private readonly double _share;
    private readonly Tensor _said; // zeros: nothing yet

    /// <summary>Nothing was said yet.</summary>
    /// <param name="clips">How many clips there are.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="share">The share of a target that is the network's own in the end, 0 to 1; it grows evenly from 0.</param>
    /// <param name="device">Where to compute.</param>
    public SelfDistillation(int clips, int labels, double share, Device device)
    {
        _share = share;
        _said = zeros(clips, labels, device: device).DetachFromDisposeScope();
    }

    /// <summary>What to ask for.</summary>
    /// <param name="clips">[N], their numbers.</param>
    /// <param name="labelled">[N, labels], what their labels ask for, adding up to 1.</param>
    /// <param name="progress">How far the training is, 0 to 1.</param>
    public Tensor Targets(Tensor clips, Tensor labelled, double progress)
    {
        var said = _said.index_select(0, clips);
        var own = _share * progress;
        return labelled * (1 - own * Known(said)) + said * own;
    }

    /// <summary>Takes note of what the network says.</summary>
    /// <param name="clips">[N], their numbers.</param>
    /// <param name="probabilities">[N, labels], without gradients.</param>
    public void Remember(Tensor clips, Tensor probabilities)
    {
        var said = _said.index_select(0, clips);
        var known = Known(said);
        _said.index_copy_(0, clips, (said * Kept + probabilities * (1 - Kept)) * known + probabilities * (1 - known));
    }

    /// <summary>Writes what was said.</summary>
    public void Save(string file) => _said.save(file);

    /// <summary>Takes on what <see cref="Save"/> wrote.</summary>
    public void Load(string file)
    {
        using var saved = Tensor.load(file);
        _said.copy_(saved);
    }

    /// <inheritdoc/>
    public void Dispose() => _said.Dispose();

    /// <summary>1 where something was said of a clip, 0 where nothing was: [N, 1].</summary>
    private static Tensor Known(Tensor said) => said.sum(1, keepdim: true);
}

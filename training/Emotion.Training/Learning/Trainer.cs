using Emotion.Training.Corpora;
using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Trains a network as Keras's <c>fit</c> would: Adam, categorical cross-entropy, a new order in every epoch.</summary>
/// <param name="recipe">How to train.</param>
/// <param name="labels">The labels to tell apart, in the order of the network's outputs.</param>
public sealed class Trainer(Recipe recipe, IReadOnlyList<string> labels)
{
    // Keras's default; torch's is 1e-8.
    private const double AdamEpsilon = 1e-7;

    /// <summary>Trains from fresh weights. The same examples and recipe give the same model on one machine.</summary>
    /// <param name="examples">What to learn from. The scale of the features is learnt from them too.</param>
    /// <param name="onEpoch">Called after each epoch.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public TrainedModel Train(IReadOnlyList<Example> examples, Action<EpochReport> onEpoch, CancellationToken cancellation)
    {
        var standardizer = Standardizer.Fit([.. examples.Select(example => example.Features)]);
        random.manual_seed(recipe.Seed);
        var network = Conv1DNetwork.Create(standardizer.Mean.Count, labels.Count);
        Fit(network, standardizer, examples, onEpoch, cancellation);
        return new TrainedModel(standardizer, network, labels);
    }

    private void Fit(
        Network network,
        Standardizer standardizer,
        IReadOnlyList<Example> examples,
        Action<EpochReport> onEpoch,
        CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var features = standardizer.Apply(stack(examples.Select(example => tensor(example.Features))));
        var targets = tensor(examples.Select(example => LabelIndex(example.Clip.Label)).ToArray());

        using var optimizer = optim.Adam(network.parameters(), recipe.LearningRate, eps: AdamEpsilon);
        var rule = new PlateauRule(recipe.LearningRate);
        var shuffling = new Random(recipe.Seed);
        var order = Enumerable.Range(0, examples.Count).Select(i => (long)i).ToArray();

        network.train();
        for (var epoch = 1; epoch <= recipe.Epochs; epoch++)
        {
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = rule.LearningRate;

            shuffling.Shuffle(order);
            var total = new Totals(0, 0);
            foreach (var batch in order.Chunk(recipe.BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                total += Step(network, optimizer, features, targets, batch);
            }

            onEpoch(new EpochReport(epoch, total.Loss / order.Length, (double)total.Correct / order.Length, rule.LearningRate));
            rule.Observe(total.Loss / order.Length);
        }
    }

    private static Totals Step(Network network, optim.Optimizer optimizer, Tensor features, Tensor targets, long[] batch)
    {
        using var scope = NewDisposeScope();
        var rows = tensor(batch);
        var target = targets.index_select(0, rows);
        var logits = network.forward(features.index_select(0, rows));
        var loss = nn.functional.cross_entropy(logits, target);

        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return new Totals(loss.item<float>() * batch.Length, logits.argmax(1).eq(target).sum().item<long>());
    }

    private long LabelIndex(string label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
                return i;
        }

        throw new ArgumentException($"'{label}' is none of the labels {string.Join(", ", labels)}.", nameof(label));
    }

    /// <summary>Sums over the clips of an epoch.</summary>
    private readonly record struct Totals(double Loss, long Correct)
    {
        public static Totals operator +(Totals a, Totals b) => new(a.Loss + b.Loss, a.Correct + b.Correct);
    }
}

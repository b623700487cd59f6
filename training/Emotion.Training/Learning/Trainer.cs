using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Trains a network as Keras's <c>fit</c> would: Adam, categorical cross-entropy, a new order in every epoch.</summary>
/// <param name="recipe">How to train.</param>
/// <param name="labels">The labels to tell apart, in the order of the network's outputs.</param>
/// <param name="device">Where to compute; null for the CPU.</param>
public sealed class Trainer(Recipe recipe, IReadOnlyList<string> labels, Device? device = null) : ITrainer
{
    // Keras's default; torch's is 1e-8.
    private const double AdamEpsilon = 1e-7;
    private const int ValidationBatch = 1024;

    private readonly Device _device = device ?? CPU;

    /// <inheritdoc/>
    public TrainedModel Train(
        TrainingSet set, Checkpoints? checkpoints, Action<EpochReport> onEpoch, CancellationToken cancellation)
    {
        var standardizer = Standardizer.Fit([.. set.Training.Select(row => row.Features)]);
        random.manual_seed(recipe.Seed);
        var network = NetworkKind.Of(recipe.Network).Create(labels.Count);
        network.to(_device);
        using var state = new TrainingState(network, [optim.Adam(network.parameters(), recipe.LearningRate, eps: AdamEpsilon)]);
        if (checkpoints?.Newest is { } newest)
            state.Load(newest);

        using (var training = RowTensors.Of(set.Training, standardizer, labels, _device))
        using (var validation = RowTensors.Of(set.Validation, standardizer, labels, _device))
        using (var weights = recipe.ClassWeights ? ClassWeights.Balanced(set.Training, labels).to(_device) : null)
        {
            while (!IsDone(state, set.KeepsBest))
            {
                state.Add(Epoch(state, training, validation, weights, cancellation));
                checkpoints?.Save(state.History.Count, state.Save);
                onEpoch(state.History[^1]);
            }
        }

        if (set.KeepsBest)
            state.ReturnToBest();
        network.cpu();
        return new TrainedModel(NetworkKind.Of(recipe.Network).Features, standardizer, network, labels)
        {
            History = state.History,
            KeptEpoch = set.KeepsBest ? state.BestEpoch : state.History.Count,
        };
    }

    private bool IsDone(TrainingState state, bool keepsBest) =>
        state.History.Count >= recipe.Epochs
        || (keepsBest && recipe.Patience > 0 && state.History.Count - state.BestEpoch >= recipe.Patience);

    private EpochReport Epoch(
        TrainingState state, RowTensors training, RowTensors validation, Tensor? weights, CancellationToken cancellation)
    {
        var epoch = state.History.Count + 1;
        var rule = new PlateauRule(recipe.LearningRate);
        foreach (var earlier in state.History)
            rule.Observe(earlier.Loss);
        state.LearningRate = rule.LearningRate;

        // Seeded by the epoch, so that a training which goes on from a checkpoint draws the same numbers.
        var seed = unchecked((recipe.Seed * 1_000_003) + epoch);
        random.manual_seed(seed);
        var order = Enumerable.Range(0, (int)training.Count).Select(i => (long)i).ToArray();
        new Random(seed).Shuffle(order);

        state.Network.train();
        var total = new Totals(0, 0);
        foreach (var batch in order.Chunk(recipe.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            total += Step(state, training, batch, weights);
        }

        var watched = Validate(state.Network, validation);
        return new EpochReport(
            epoch,
            total.Loss / training.Count,
            (double)total.Correct / training.Count,
            rule.LearningRate,
            watched?.Loss / validation.Count,
            (double?)watched?.Correct / validation.Count);
    }

    private Totals Step(TrainingState state, RowTensors rows, long[] batch, Tensor? weights)
    {
        using var scope = NewDisposeScope();
        var indices = tensor(batch, device: _device);
        var target = rows.Targets.index_select(0, indices);
        var logits = state.Network.forward(rows.Features.index_select(0, indices));
        var loss = weights is null ? nn.functional.cross_entropy(logits, target) : ClassWeights.Loss(logits, target, weights);

        state.Descend(loss);
        return Totals.Of(loss, logits, target);
    }

    /// <summary>Without weights: Keras does not take those of labels for validation.</summary>
    private static Totals? Validate(Network network, RowTensors rows)
    {
        if (rows.Count == 0)
            return null;

        using var noGradients = no_grad();
        network.eval();
        var total = new Totals(0, 0);
        for (var start = 0L; start < rows.Count; start += ValidationBatch)
        {
            using var scope = NewDisposeScope();
            var length = Math.Min(ValidationBatch, rows.Count - start);
            var target = rows.Targets.narrow(0, start, length);
            var logits = network.forward(rows.Features.narrow(0, start, length));
            total += Totals.Of(nn.functional.cross_entropy(logits, target), logits, target);
        }

        return total;
    }

    /// <summary>Sums over the rows of an epoch.</summary>
    private readonly record struct Totals(double Loss, long Correct)
    {
        public static Totals Of(Tensor loss, Tensor logits, Tensor target) =>
            new(loss.item<float>() * target.shape[0], logits.argmax(1).eq(target).sum().item<long>());

        public static Totals operator +(Totals a, Totals b) => new(a.Loss + b.Loss, a.Correct + b.Correct);
    }
}

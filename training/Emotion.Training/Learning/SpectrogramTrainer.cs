using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// Trains a network over spectrograms: Muon or AdamW with a one-cycle learning rate, windows bent anew in every epoch, mixup, label smoothing, averaged
/// weights; self-distillation, teachers and auxiliary tasks where asked for. The last epoch is kept, so clips that were to choose the best are learnt from too.
/// </summary>
/// <param name="recipe">How to train.</param>
/// <param name="bending">How far to bend the windows.</param>
/// <param name="labels">The labels to tell apart, in the order of the network's outputs.</param>
/// <param name="device">Where to compute.</param>
/// <param name="teachers">Networks to learn from beside the labels; null where there are none.</param>
public sealed class SpectrogramTrainer(Recipe recipe, Bending bending, IReadOnlyList<string> labels, Device device, Teachers? teachers = null) : ITrainer
{
    private const double WeightDecay = 0.02;
    private const double LabelSmoothing = 0.1;

    /// <summary>Chosen by <see cref="Protocols.InnerProtocol"/>, which spares the speakers that the first speaker fold tests on: docs/experiments.md.</summary>
    public static Recipe Defaults { get; } = new()
    {
        Network = ResidualShape.Usual.Id,
        Epochs = 40,
        BatchSize = 64,
        LearningRate = 4e-3,
        Optimizer = Optimizers.Muon,
    };

    private readonly NetworkKind _kind = NetworkKind.Of(recipe.Network);
    private readonly ScalarType _precision = recipe.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <inheritdoc/>
    public TrainedModel Train(
        TrainingSet set, Checkpoints? checkpoints, Action<EpochReport> onEpoch, CancellationToken cancellation)
    {
        var rows = CorpusBalance.Repeat(_kind.LearntFrom(set));
        var batches = new SpectrogramBatches(rows, labels, bending, recipe.BatchSize);
        ConvolutionCheck.Run(_kind, labels.Count, batches.Size, device, _precision);
        teachers?.MoveTo(device, _precision);
        random.manual_seed(recipe.Seed);
        using var network = Create();
        var average = Create();
        average.load_state_dict(network.state_dict());
        network.ConvolveIn(_precision);
        var distillation = recipe.SelfDistillation > 0 ? new SelfDistillation(rows.Count, labels.Count, recipe.SelfDistillation, device) : null;
        var tasks = recipe.AuxiliaryWeight > 0 ? new AuxiliaryTasks(rows.Select(row => row.Example.Clip), network.Width, recipe.AuxiliaryWeight, device) : null;
        using var state = new TrainingState(network, OptimizersOf(network, tasks), average, distillation, tasks);
        if (checkpoints?.Newest is { } newest)
            state.Load(newest);

        using var held = set.Validation.Count > 0 && !set.MayLearnFromValidation ? new HeldOutClips(set.Validation, _kind.Features, labels, device) : null;
        while (state.History.Count < recipe.Epochs)
        {
            state.Add(Epoch(state, batches, held, cancellation));
            checkpoints?.Save(state.History.Count, state.Save);
            onEpoch(state.History[^1]);
        }

        average.cpu();
        return new TrainedModel(_kind.Features, null, average, labels)
        {
            History = state.History,
            KeptEpoch = state.History.Count,
            Extras = recipe.Extras(),
        };
    }

    private Network Create()
    {
        var network = _kind.Create(labels.Count);
        network.to(device);
        return network;
    }

    /// <summary>By <see cref="Optimizers.Muon"/>, AdamW still moves what sees the input, what gives the logits, and the scales.</summary>
    private IReadOnlyList<OptimizerHelper> OptimizersOf(Network network, AuxiliaryTasks? tasks)
    {
        var kernels = network.parameters().Where(IsKernel).ToArray(); // from input to output
        var beside = tasks?.parameters().ToArray() ?? [];
        var heads = beside.Where(IsKernel);
        var scales = network.parameters().Concat(beside).Where(parameter => !IsKernel(parameter));
        return recipe.Optimizer switch
        {
            Optimizers.Muon => [new Muon(kernels[1..^1], recipe.LearningRate, WeightDecay), AdamWOf([kernels[0], kernels[^1], .. heads], scales)],
            Optimizers.AdamW => [AdamWOf([.. kernels, .. heads], scales)],
            var other => throw new TrainingException($"Networks over spectrograms do not learn by '{other}'. Choose {Optimizers.Muon} or {Optimizers.AdamW}."),
        };
    }

    private static bool IsKernel(Parameter parameter) => parameter.dim() > 1;

    /// <summary>Biases and the scales of normalisation are not decayed: they have no reason to be small.</summary>
    private AdamW AdamWOf(IEnumerable<Parameter> kernels, IEnumerable<Parameter> scales) => optim.AdamW(
        [
            new AdamW.ParamGroup(kernels, new AdamW.Options { LearningRate = recipe.LearningRate, weight_decay = WeightDecay }),
            new AdamW.ParamGroup(scales, new AdamW.Options { LearningRate = recipe.LearningRate, weight_decay = 0 }),
        ],
        recipe.LearningRate);

    private EpochReport Epoch(TrainingState state, SpectrogramBatches batches, HeldOutClips? held, CancellationToken cancellation)
    {
        // Seeded by the epoch, so that a training which goes on from a checkpoint draws the same numbers.
        var epoch = state.History.Count + 1;
        var seed = unchecked((recipe.Seed * 1_000_003) + epoch);
        random.manual_seed(seed);
        var chance = new Random(seed);
        var schedule = new OneCycle(recipe.LearningRate, batches.Count * recipe.Epochs);
        var step = batches.Count * (epoch - 1);
        var rate = schedule.At(step);

        state.Network.train();
        var total = new Totals(0, 0, 0);
        foreach (var batch in batches.Epoch(seed))
        {
            cancellation.ThrowIfCancellationRequested();
            rate = schedule.At(step++);
            state.LearningRate = rate;
            total += Step(state, batch, chance, (double)step / (batches.Count * recipe.Epochs));
            WeightAverage.Update(state.Average!, state.Network, step);
        }

        var watched = held?.Judge(state.Average!);
        return new EpochReport(epoch, total.Loss / total.Rows, (double)total.Right / total.Rows, rate, watched?.Loss, watched?.Accuracy);
    }

    private Totals Step(TrainingState state, SpectrogramBatch batch, Random chance, double progress)
    {
        using var scope = NewDisposeScope();
        var target = tensor(batch.Targets, device: device);
        var size = batch.Targets.Length;
        var mixed = Mixup.Of(tensor(batch.Inputs, device: device).reshape(size, -1), target, bending.MixupShare, chance);
        var embedding = state.Network.Embed(mixed.Inputs);
        var logits = state.Network.Classify(embedding);

        var loss = LossOf(state, batch, mixed, logits, target, progress);

        // Two clips have no one sentence or voice.
        state.Descend(state.Tasks is { } tasks && !mixed.IsMixed ? loss + tasks.Loss(embedding, batch.Clips) : loss);
        return new Totals(loss.item<float>() * size, logits.argmax(1).eq(target).sum().item<long>(), size);
    }

    private Tensor LossOf(TrainingState state, SpectrogramBatch batch, Mixup mixed, Tensor logits, Tensor target, double progress)
    {
        if (teachers is not null)
        {
            var labelled = Labelled(target) * mixed.Share + Labelled(mixed.Others) * (1 - mixed.Share);
            return CrossEntropy(nn.functional.log_softmax(logits, 1), teachers.Targets(mixed.Inputs, labelled));
        }

        // What the network says of two clips at once is said of neither.
        return state.Distillation is { } distillation && !mixed.IsMixed
            ? DistilledLoss(distillation, batch, logits, target, progress)
            : Loss(logits, target) * mixed.Share + Loss(logits, mixed.Others) * (1 - mixed.Share);
    }

    private Tensor DistilledLoss(SelfDistillation distillation, SpectrogramBatch batch, Tensor logits, Tensor target, double progress)
    {
        var clips = tensor(batch.Clips, device: device);
        var asked = distillation.Targets(clips, Labelled(target), progress);
        var logarithms = nn.functional.log_softmax(logits, 1);
        distillation.Remember(clips, logarithms.exp().detach());
        return CrossEntropy(logarithms, asked);
    }

    /// <summary>What labels ask for, smoothed: [N, labels], adding up to 1.</summary>
    private Tensor Labelled(Tensor target) => nn.functional.one_hot(target, labels.Count) * (1 - LabelSmoothing) + LabelSmoothing / labels.Count;

    private static Tensor CrossEntropy(Tensor logarithms, Tensor asked) => -(asked * logarithms).sum(1).mean();

    private static Tensor Loss(Tensor logits, Tensor target) => nn.functional.cross_entropy(logits, target, label_smoothing: LabelSmoothing);

    /// <summary>Sums over the rows of an epoch.</summary>
    private readonly record struct Totals(double Loss, long Right, int Rows)
    {
        public static Totals operator +(Totals a, Totals b) => new(a.Loss + b.Loss, a.Right + b.Right, a.Rows + b.Rows);
    }
}

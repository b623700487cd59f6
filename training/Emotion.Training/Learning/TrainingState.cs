using System.Globalization;
using System.Text.Json;
using Emotion.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>A training between two epochs: all that is needed to go on with it later.</summary>
/// <param name="network">The network.</param>
/// <param name="optimizers">Its optimizers, each of some of the weights.</param>
/// <param name="average">The average of its weights; null where none is kept.</param>
/// <param name="distillation">What it said of the clips; null where it learns from their labels alone.</param>
/// <param name="tasks">What it has to tell beside the emotion; null where that is all.</param>
internal sealed class TrainingState(
    Network network,
    IReadOnlyList<OptimizerHelper> optimizers,
    Network? average = null,
    SelfDistillation? distillation = null,
    AuxiliaryTasks? tasks = null) : IDisposable
{
    private const string WeightsFile = "weights.dat";
    private const string BestFile = "best.dat";
    private const string AverageFile = "average.dat";
    private const string SaidFile = "said.dat";
    private const string TasksFile = "tasks.dat";
    private const string HistoryFile = "history.json";

    private readonly List<EpochReport> _history = [];
    private byte[] _best = [];

    /// <summary>The network as it is now.</summary>
    public Network Network => network;

    /// <summary>The average of the network's weights; null where none is kept.</summary>
    public Network? Average => average;

    /// <summary>What the network said of the clips; null where it learns from their labels alone.</summary>
    public SelfDistillation? Distillation => distillation;

    /// <summary>What the network has to tell beside the emotion; null where that is all.</summary>
    public AuxiliaryTasks? Tasks => tasks;

    /// <summary>The epochs that were run.</summary>
    public IReadOnlyList<EpochReport> History => _history;

    /// <summary>The epoch with the lowest validation loss; 0 where no loss was measured yet.</summary>
    public int BestEpoch => _history.Where(epoch => epoch.ValidationLoss is not null).MinBy(epoch => epoch.ValidationLoss)?.Epoch ?? 0;

    /// <summary>How far a step goes, from now on.</summary>
    public double LearningRate
    {
        set
        {
            foreach (var group in optimizers.SelectMany(optimizer => optimizer.ParamGroups))
                group.LearningRate = value;
        }
    }

    /// <summary>Moves the weights down the gradient of a loss.</summary>
    public void Descend(Tensor loss)
    {
        foreach (var optimizer in optimizers)
            optimizer.zero_grad();
        loss.backward();
        foreach (var optimizer in optimizers)
            optimizer.step();
    }

    /// <summary>Takes note of an epoch, and of the weights if they are the best so far.</summary>
    /// <exception cref="TrainingException">Its losses are no numbers: nothing more can be learnt.</exception>
    public void Add(EpochReport epoch)
    {
        if (!double.IsFinite(epoch.Loss) || !double.IsFinite(epoch.ValidationLoss ?? 0))
        {
            throw new TrainingException($"The training has diverged: after epoch {epoch.Epoch} the loss is no number any more. Give a lower --learning-rate, "
                + "and another --run, since another learning rate is another run.");
        }

        _history.Add(epoch);
        if (BestEpoch == epoch.Epoch)
            _best = WeightsOf(network);
    }

    /// <summary>Gives the network the weights of <see cref="BestEpoch"/> back.</summary>
    public void ReturnToBest() => network.load(new MemoryStream(_best));

    /// <summary>Writes everything into an empty folder.</summary>
    public void Save(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, WeightsFile), WeightsOf(network));
        if (average is not null)
            File.WriteAllBytes(Path.Combine(folder, AverageFile), WeightsOf(average));
        distillation?.Save(Path.Combine(folder, SaidFile));
        tasks?.save(Path.Combine(folder, TasksFile));
        File.WriteAllBytes(Path.Combine(folder, BestFile), _best);
        foreach (var (number, optimizer) in optimizers.Index())
            optimizer.save_state_dict(OptimizerFile(folder, number));
        File.WriteAllText(Path.Combine(folder, HistoryFile), JsonSerializer.Serialize(_history));
    }

    /// <summary>Takes on what <see cref="Save"/> wrote.</summary>
    /// <exception cref="TrainingException">The folder is damaged, for example by a power cut.</exception>
    public void Load(string folder)
    {
        try
        {
            Read(folder);
        }
        catch (Exception e) when (e is not OutOfMemoryException) // torch has no one kind of error for a file that is cut short
        {
            throw new TrainingException($"The checkpoint {folder} cannot be read: {e.Message} Remove that folder, and this training begins anew; what was "
                + "finished stays.", e);
        }
    }

    private void Read(string folder)
    {
        _history.AddRange(JsonSerializer.Deserialize<EpochReport[]>(File.ReadAllText(Path.Combine(folder, HistoryFile)))!);
        _best = File.ReadAllBytes(Path.Combine(folder, BestFile));
        if (BestEpoch > 0)
            ReturnToBest(); // for a moment: that it is damaged is better known now than at the end
        network.load(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, WeightsFile))));
        average?.load(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, AverageFile))));
        distillation?.Load(Path.Combine(folder, SaidFile));
        tasks?.load(Path.Combine(folder, TasksFile));
        foreach (var (number, optimizer) in optimizers.Index())
        {
            optimizer.load_state_dict(OptimizerFile(folder, number));
            GiveGradients(optimizer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var optimizer in optimizers)
            optimizer.Dispose();
        distillation?.Dispose();
        tasks?.Dispose();
    }

    /// <summary>
    /// Zeros for whatever was stepped before, as it would have them had the training not been cut off: clearing gradients leaves zeros, by which a weight is
    /// decayed and carried on where a batch asks nothing of it; a weight without a gradient is not moved at all.
    /// </summary>
    private static void GiveGradients(OptimizerHelper optimizer)
    {
        foreach (var (weight, state) in optimizer.parameters().Zip(optimizer.state_dict().State))
        {
            if (state is AdamW.State { step: > 0 })
                weight.grad = zeros_like(weight);
        }
    }

    private static string OptimizerFile(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"optimizer-{number}.dat"));

    private static byte[] WeightsOf(Network network)
    {
        using var stream = new MemoryStream();
        network.save(stream);
        return stream.ToArray();
    }
}

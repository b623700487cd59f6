using System.Text.Json;
using Emotion.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>A training between two epochs: all that is needed to go on with it later.</summary>
/// <param name="network">The network.</param>
/// <param name="optimizer">Its optimizer.</param>
/// <param name="average">The average of its weights; null where none is kept.</param>
internal sealed class TrainingState(Network network, OptimizerHelper optimizer, Network? average = null) : IDisposable
{
    private const string WeightsFile = "weights.dat";
    private const string BestFile = "best.dat";
    private const string AverageFile = "average.dat";
    private const string OptimizerFile = "optimizer.dat";
    private const string HistoryFile = "history.json";

    private readonly List<EpochReport> _history = [];
    private byte[] _best = [];

    /// <summary>The network as it is now.</summary>
    public Network Network => network;

    /// <summary>The optimizer with its moments.</summary>
    public OptimizerHelper Optimizer => optimizer;

    /// <summary>The average of the network's weights; null where none is kept.</summary>
    public Network? Average => average;

    /// <summary>The epochs that were run.</summary>
    public IReadOnlyList<EpochReport> History => _history;

    /// <summary>The epoch with the lowest validation loss; 0 where no loss was measured yet.</summary>
    public int BestEpoch => _history.Where(epoch => epoch.ValidationLoss is not null).MinBy(epoch => epoch.ValidationLoss)?.Epoch ?? 0;

    /// <summary>Takes note of an epoch, and of the weights if they are the best so far.</summary>
    public void Add(EpochReport epoch)
    {
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
        File.WriteAllBytes(Path.Combine(folder, BestFile), _best);
        optimizer.save_state_dict(Path.Combine(folder, OptimizerFile));
        File.WriteAllText(Path.Combine(folder, HistoryFile), JsonSerializer.Serialize(_history));
    }

    /// <summary>Takes on what <see cref="Save"/> wrote.</summary>
    public void Load(string folder)
    {
        network.load(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, WeightsFile))));
        average?.load(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, AverageFile))));
        _best = File.ReadAllBytes(Path.Combine(folder, BestFile));
        optimizer.load_state_dict(Path.Combine(folder, OptimizerFile));
        _history.AddRange(JsonSerializer.Deserialize<EpochReport[]>(File.ReadAllText(Path.Combine(folder, HistoryFile)))!);
    }

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();

    private static byte[] WeightsOf(Network network)
    {
        using var stream = new MemoryStream();
        network.save(stream);
        return stream.ToArray();
    }
}

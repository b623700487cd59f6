using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;
using static TorchSharp.torch;

namespace Emotion.Training.Ensembles;

/// <summary>A protocol that several runs carried out on the same folds, as their ensemble would have carried it out.</summary>
public sealed class PooledProtocol
{
    private readonly IReadOnlyList<string> _labels;
    private readonly IReadOnlyList<PooledFold> _folds;

    /// <summary>Pools.</summary>
    /// <param name="members">What each of them gave: the same protocol, labels, folds and test rows.</param>
    public PooledProtocol(IReadOnlyList<ProtocolRun> members)
    {
        _labels = members[0].Labels;
        _folds = [.. members[0].Folds.Select((_, number) => PooledFold.Of([.. members.Select(run => run.Folds[number])]))];
        var calibrates = members[0].Protocol == SpeakerProtocol.Name;
        var fitted = calibrates ? ", and how sure the pool may be was fitted on the other folds" : "";
        Run = members[0] with
        {
            Description = $"{members[0].Description} The probabilities are those of {members.Count} networks pooled{fitted}.",
            Folds = [.. _folds.Select(fold => fold.Run(calibrates ? TemperatureOf([.. _folds.Where(other => other != fold)]) : 1))],
        };
    }

    /// <summary>
    /// The ensemble's answers. By <c>speaker</c> each fold's temperature is fitted on the test rows of the others, so that no clip has a part in the temperature that it is
    /// tested with; the networks of the other folds, which gave those rows, did learn from this fold's speakers. By all other protocols it is 1: what another corpus would teach about being unsure, a model that is served does not know either.
    /// </summary>
    public ProtocolRun Run { get; }

    /// <summary>The temperature that calibrates the ensemble, by the test rows of all folds.</summary>
    public double Temperature => TemperatureOf(_folds);

    private double TemperatureOf(IReadOnlyList<PooledFold> folds)
    {
        var rows = folds.SelectMany(fold => fold.Rows).ToList();
        var labels = _labels.Index().ToDictionary(label => label.Item, label => (long)label.Index);
        using var logits = tensor(rows.SelectMany(row => row.Logits).Select(logit => (float)logit).ToArray()).reshape(rows.Count, -1);
        using var targets = tensor(rows.Select(row => labels[row.Row.Clip.Label]).ToArray());
        return Learning.Temperature.Fit(logits, targets);
    }

    private sealed record PooledRow(ScoredRow Row, double[] Logits);

    private sealed class PooledFold(FoldRun first, IReadOnlyList<PooledRow> rows)
    {
        public IReadOnlyList<PooledRow> Rows => rows;

        public static PooledFold Of(IReadOnlyList<FoldRun> folds) => new(
            folds[0],
            [.. folds[0].Scored.Select((row, number) => new PooledRow(row, OpinionPool.Logits([.. folds.Select(fold => fold.Scored[number].Probabilities)])))]);

        public FoldRun Run(double temperature) => first with
        {
            History = [],
            KeptEpoch = 0,
            Temperature = temperature,
            Scored = [.. rows.Select(row => row.Row with { Probabilities = OpinionPool.Probabilities(row.Logits, temperature) })],
        };
    }
}

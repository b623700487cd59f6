using Emotion.Training.Measuring;
using Emotion.Training.Protocols;

namespace Emotion.Training.Ensembles;

/// <summary>A protocol that one run or several carried out on the same folds, as the pool of their networks would have carried it out.</summary>
public sealed class PooledProtocol
{
    private PooledProtocol(ProtocolRun run, OpinionPool pool)
    {
        Run = run;
        Pool = pool;
    }

    /// <summary>The pool's answers.</summary>
    public ProtocolRun Run { get; }

    /// <summary>What pools the networks that ship.</summary>
    public OpinionPool Pool { get; }

    /// <summary>
    /// Fits the pool where new speakers were tested on. Each fold's is fitted on the test rows of the others, so that no clip has a part in the weights that it is tested with; the
    /// networks of the other folds, which gave those rows, did learn from this fold's speakers. The pool that ships is fitted on the rows of all.
    /// </summary>
    /// <param name="members">What each network gave by <see cref="SpeakerProtocol"/>: the same labels, folds and test rows.</param>
    public static PooledProtocol Fitted(IReadOnlyList<ProtocolRun> members)
    {
        var folds = Folds(members);
        var clips = folds.Select(fold => fold.Judged(members[0].Labels)).ToList();
        var fitted = members.Count > 1
            ? $"The log probabilities of {members.Count} networks are pooled: their weights, and with these how sure the pool may be, were fitted on the other folds."
            : "How sure the network may be was fitted on the other folds.";
        return new PooledProtocol(
            Pooled(members, fitted, [.. folds.Select((fold, number) => fold.Run(PoolFit.Of([.. clips.Where((_, other) => other != number).SelectMany(rows => rows)])))]),
            PoolFit.Of([.. clips.SelectMany(rows => rows)]));
    }

    /// <summary>
    /// Pools networks as they are weighted elsewhere, no surer than they are themselves: what another corpus would teach about being unsure, a model that is served does not
    /// know either.
    /// </summary>
    /// <param name="members">What each network gave by a protocol: the same labels, folds and test rows.</param>
    /// <param name="pool">Weights them.</param>
    public static PooledProtocol Given(IReadOnlyList<ProtocolRun> members, OpinionPool pool) => new(
        Pooled(members, $"The log probabilities of {members.Count} networks are pooled.", [.. Folds(members).Select(fold => fold.Run(pool.Uncalibrated))]),
        pool.Uncalibrated);

    private static List<PooledFold> Folds(IReadOnlyList<ProtocolRun> members) =>
        [.. members[0].Folds.Select((_, number) => new PooledFold([.. members.Select(member => member.Folds[number])]))];

    private static ProtocolRun Pooled(IReadOnlyList<ProtocolRun> members, string how, IReadOnlyList<FoldRun> folds) =>
        members[0] with { Description = $"{members[0].Description} {how}", Folds = folds };

    private sealed class PooledFold(IReadOnlyList<FoldRun> members)
    {
        private readonly FoldRun _first = members[0];

        private readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> _opinions = // by row, then by network
            [.. members[0].Scored.Select((_, row) => members.Select(member => member.Scored[row].Probabilities).ToList())];

        public IReadOnlyList<JudgedClip> Judged(IReadOnlyList<string> labels)
        {
            var indices = labels.Index().ToDictionary(label => label.Item, label => label.Index);
            return [.. _first.Scored.Zip(_opinions, (row, opinions) => new JudgedClip(opinions, indices[row.Clip.Label]))];
        }

        public FoldRun Run(OpinionPool pool) => _first with
        {
            History = members.Count > 1 ? [] : _first.History,
            KeptEpoch = members.Count > 1 ? 0 : _first.KeptEpoch,
            Temperature = pool.Temperature,
            Scored = [.. _first.Scored.Zip(_opinions, (row, opinions) => row with { Probabilities = pool.Probabilities(opinions) })],
        };
    }
}

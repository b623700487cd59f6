using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Measuring;

/// <summary>What a model said of a test row.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Copy">0 for the recording itself, else the number of the augmented copy (only <c>tutorial</c> tests on copies).</param>
/// <param name="Probabilities">In the order of the run's labels.</param>
public sealed record ScoredRow(CorpusClip Clip, int Copy, IReadOnlyList<double> Probabilities);

/// <summary>One training within a protocol, and what its model said of the test rows.</summary>
public sealed record FoldRun
{
    /// <summary>For example <c>fold-2</c>; also the folder that its files lie in.</summary>
    public required string Name { get; init; }

    /// <summary>The speakers that only the test saw; empty where the protocol does not keep speakers apart.</summary>
    public required IReadOnlyList<Speaker> TestSpeakers { get; init; }

    /// <summary>How many rows were learnt from, copies included where the network takes them.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>How many rows the best epoch was chosen by; 0 where the last was kept.</summary>
    public required int ValidationRows { get; init; }

    /// <summary>Every epoch that was run; empty where several trainings were pooled.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>The epoch whose weights were kept; 0 where several trainings were pooled.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>What the logits were divided by: see <see cref="TrainedModel.Temperature"/>.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The test rows, scored by the kept weights through the serving code.</summary>
    public required IReadOnlyList<ScoredRow> Scored { get; init; }
}

/// <summary>A protocol carried out.</summary>
public sealed record ProtocolRun
{
    /// <summary>One of <see cref="Protocols.ProtocolKind.Names"/>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The protocol in a sentence or two, and what its figures are worth.</summary>
    public required string Description { get; init; }

    /// <summary>The labels that the models tell apart, in the order of the probabilities.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The trainings; one where the protocol has no folds.</summary>
    public required IReadOnlyList<FoldRun> Folds { get; init; }
}

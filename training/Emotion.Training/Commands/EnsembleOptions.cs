using Emotion.Training.Runs;

namespace Emotion.Training.Commands;

/// <summary>What <c>ensemble</c> was asked to do.</summary>
public sealed record EnsembleOptions
{
    /// <summary>The options that name the corpora, without the paths of this machine: for example <c>--corpus ravdess=DIR</c>.</summary>
    public required IReadOnlyList<string> Corpora { get; init; }

    /// <summary>The folders of the runs whose networks make the ensemble.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The folder that bundles are written to; null to measure only.</summary>
    public required string? Output { get; init; }

    /// <summary>The folder of the report; null for a name made of the corpora.</summary>
    public required string? Run { get; init; }

    /// <summary>Names the bundle; null for a name made of corpora and date.</summary>
    public required string? Version { get; init; }

    /// <summary>The command that does the same, for a card or a report: folders are placeholders.</summary>
    public string ToCommand() => string.Join(
        ' ',
        [
            $"{TrainOptions.Program} ensemble",
            .. Corpora,
            .. Members.Select(member => $"--member {RunFolder.NameOf(member)}"),
            Output is null ? "--measure-only" : "--out DIR",
        ]);
}

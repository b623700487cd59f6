using System.Globalization;
using Emotion.Training.Augmentation;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;
using Emotion.Training.Runs;

namespace Emotion.Training.Commands;

/// <summary>What <c>train</c> was asked to do.</summary>
public sealed record TrainOptions
{
    /// <summary>What a command begins with.</summary>
    internal const string Program = "dotnet run -c Release --project training/Emotion.Training --";

    /// <summary>What stands between the commands that make one model.</summary>
    internal const string Then = " && ";

    /// <summary>The options that name the corpora, without the paths of this machine: for example <c>--corpus ravdess=DIR</c>.</summary>
    public required IReadOnlyList<string> Corpora { get; init; }

    /// <summary>How to train.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Folders of finished runs whose networks teach this one; empty where none do.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>How augmented copies are made.</summary>
    public required AugmentationRecipe Augmentation { get; init; }

    /// <summary>The protocols to measure the recipe by; may be empty.</summary>
    public required IReadOnlyList<string> Protocols { get; init; }

    /// <summary>Folds of the speaker protocol.</summary>
    public required int Folds { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary>On how many cores torch computes: another number rounds differently.</summary>
    public required int Threads { get; init; }

    /// <summary>The folder that bundles are written to; null to measure only.</summary>
    public required string? Output { get; init; }

    /// <summary>The folder of checkpoints, results and report; null for a name made of network and corpora.</summary>
    public required string? Run { get; init; }

    /// <summary>Whether to go on with the run in that folder.</summary>
    public required bool Resume { get; init; }

    /// <summary>Names the bundle; null for a name made of network, corpora and date.</summary>
    public required string? Version { get; init; }

    /// <summary>The command that does the same, for a card or a report: folders are placeholders.</summary>
    public string ToCommand()
    {
        var defaults = NetworkKind.Of(Recipe.Network).Defaults;
        string?[] words =
        [
            $"{Program} train",
            .. Corpora,
            $"--network {Recipe.Network}",
            .. Protocols.DefaultIfEmpty(ProtocolKind.None).Select(protocol => $"--protocol {protocol}"),
            Invariant($"--folds {Folds}"),
            Invariant($"--seed {Recipe.Seed}"),
            Invariant($"--epochs {Recipe.Epochs}"),
            Recipe.Patience > 0 ? Invariant($"--patience {Recipe.Patience}") : null,
            Recipe.ClassWeights ? "--class-weights" : null,
            Recipe.BatchSize != defaults.BatchSize ? Invariant($"--batch {Recipe.BatchSize}") : null,
            Recipe.LearningRate != defaults.LearningRate ? Invariant($"--learning-rate {Recipe.LearningRate}") : null,
            Recipe.Optimizer != defaults.Optimizer ? $"--optimizer {Recipe.Optimizer}" : null,
            Recipe.SelfDistillation > 0 ? Invariant($"--self-distillation {Recipe.SelfDistillation}") : null,
            .. Teachers.Select(teacher => $"--teacher {RunFolder.NameOf(teacher)}"),
            Recipe.TeacherShare > 0 ? Invariant($"--teacher-share {Recipe.TeacherShare}") : null,
            Recipe.AuxiliaryWeight > 0 ? Invariant($"--auxiliary-weight {Recipe.AuxiliaryWeight}") : null,
            Invariant($"--copies {Augmentation.Copies}"),
            $"--device {Device}",
            Invariant($"--threads {Threads}"),
            Recipe.BFloat16 ? "--bfloat16" : null,
            Augmentation.Noise != new AugmentationRecipe().Noise ? Invariant($"--noise {Augmentation.Noise}") : null,
            Augmentation.PitchSemitones > 0 ? Invariant($"--pitch-shift {Augmentation.PitchSemitones}") : null,
            Augmentation.TimeStretch > 0 ? Invariant($"--time-stretch {Augmentation.TimeStretch}") : null,
            Output is null ? "--measure-only" : "--out DIR",
        ];
        return string.Join(' ', words.OfType<string>());
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

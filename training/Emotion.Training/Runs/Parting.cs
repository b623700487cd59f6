using Emotion.Training.Networks;

namespace Emotion.Training.Runs;

/// <summary>How a run parts its clips into those that are learnt from and those that are tested on.</summary>
internal static class Parting
{
    /// <summary>Checks that two runs learn from the same clips and test on the same, so that one may go by the other.</summary>
    /// <param name="first">A run's folder and settings.</param>
    /// <param name="second">Another's.</param>
    /// <param name="protocols">The protocols that they share.</param>
    /// <exception cref="TrainingException">They do not.</exception>
    public static void CheckAlike((string Root, RunSettings Settings) first, (string Root, RunSettings Settings) second, IReadOnlyList<string> protocols)
    {
        var differing = Of(first.Settings, protocols).Zip(Of(second.Settings, protocols)).FirstOrDefault(pair => !pair.First.Value.Equals(pair.Second.Value));
        if (differing.First.Name is { } name)
        {
            throw new TrainingException($"{first.Root} and {second.Root} do not test on the same clips, for their {name} differ: "
                + $"{differing.First.Value} and {differing.Second.Value}. Give runs of the same corpora in the same order, folds, seed and copies, over the same features.");
        }
    }

    private static IEnumerable<(string Name, object Value)> Of(RunSettings settings, IReadOnlyList<string> protocols)
    {
        var kind = NetworkKind.Of(settings.Recipe.Network);
        return
        [
            ("clips", settings.Clips),
            ("features", kind.FeatureSet),
            ("folds", settings.Folds),
            ("seeds", settings.Recipe.Seed),
            ("copies", kind.Copies(settings.Augmentation, protocols)),
        ];
    }
}

using Emotion.Training.Corpora;

namespace Emotion.Training.Protocols;

/// <summary>The protocols that can be asked for.</summary>
public static class ProtocolKind
{
    /// <summary>Stands where none of them is asked for.</summary>
    public const string None = "none";

    /// <summary>Their names, in the order of reports: the one to judge a model by comes first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [SpeakerProtocol.Name, CrossCorpusProtocol.Name, GivenProtocol.Name, RandomCleanProtocol.Name, TutorialProtocol.Name, InnerProtocol.Name];

    /// <summary>A protocol for a set of examples.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="examples">The clips.</param>
    /// <param name="folds">How many folds <c>speaker</c> takes.</param>
    /// <param name="seed">Decides every split.</param>
    /// <exception cref="TrainingException">The examples do not allow it.</exception>
    public static Protocol Of(string name, IReadOnlyList<Example> examples, int folds, int seed) => name switch
    {
        SpeakerProtocol.Name => SpeakerProtocol.Of(examples, folds, seed),
        CrossCorpusProtocol.Name => CrossCorpusProtocol.Of(examples, seed),
        RandomCleanProtocol.Name => RandomCleanProtocol.Of(examples, seed),
        TutorialProtocol.Name => TutorialProtocol.Of(examples, seed),
        GivenProtocol.Name => GivenProtocol.Of(examples),
        InnerProtocol.Name => InnerProtocol.Of(examples, folds, seed),
        _ => throw new TrainingException($"There is no protocol '{name}'. Choose among {string.Join(", ", Names)}."),
    };
}

using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>Trained on one corpus, tested on another: how a model fares with other actors, sentences, microphones and rooms.</summary>
public static class CrossCorpusProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "cross-corpus";

    /// <summary>A training for each ordered pair of corpora, on the labels that both have.</summary>
    /// <exception cref="TrainingException">There is but one corpus, two corpora share too few labels, or one has a single speaker.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples, int seed)
    {
        var corpora = examples.Select(example => example.Clip.Speaker.Corpus).Distinct().Order(StringComparer.Ordinal).ToList();
        if (corpora.Count < 2)
            throw new TrainingException("Protocol 'cross-corpus' trains on one corpus and tests on another: give at least two.");

        return new Protocol(
            Name,
            "Trained on one corpus and tested on all of another, each in turn, on the labels that both have. Networks that choose the best "
                + "epoch chose it on a tenth of the training corpus's speakers. The corpora differ in actors, sentences, microphones "
                + "and rooms, so these are the figures to expect of acted speech from elsewhere. Read them by corpus: each is the one tested on.",
            [.. from source in corpora from target in corpora where source != target select Fold(examples, source, target, seed)]);
    }

    private static Fold Fold(IReadOnlyList<Example> examples, string source, string target, int seed)
    {
        var labels = Labels(source).Intersect(Labels(target)).ToHashSet();
        if (labels.Count < 2)
            throw new TrainingException($"{source} and {target} share {labels.Count} labels; protocol 'cross-corpus' needs at least two.");

        var training = Of(source);
        var speakers = training.Select(example => example.Clip.Speaker).Distinct().ToList();
        if (speakers.Count < 2)
            throw new TrainingException($"{source} has one speaker: protocol 'cross-corpus' needs another to choose the best epoch by.");
        var validation = SpeakerFolds.Validation(speakers, seed).ToHashSet();
        var test = Of(target);
        var set = new TrainingSet(
            [.. training.Where(example => !validation.Contains(example.Clip.Speaker)).SelectMany(example => example.Rows)],
            [.. training.Where(example => validation.Contains(example.Clip.Speaker)).Select(example => example.Original)],
            KeepsBest: true)
        {
            MayLearnFromValidation = true,
        };
        return new Fold(
            $"{source}-to-{target}", set, [.. test.Select(example => example.Original)], [.. test.Select(example => example.Clip.Speaker).Distinct()]);

        IEnumerable<string> Labels(string corpus) => examples.Where(example => example.Clip.Speaker.Corpus == corpus).Select(example => example.Clip.Label);
        List<Example> Of(string corpus) => [.. examples.Where(example => example.Clip.Speaker.Corpus == corpus && labels.Contains(example.Clip.Label))];
    }
}

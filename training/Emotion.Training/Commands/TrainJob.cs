using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Protocols;
using Emotion.Training.Publishing;
using Emotion.Training.Runs;

namespace Emotion.Training.Commands;

/// <summary>From recordings to a model to ship: read them, measure the recipe by the protocols asked for, report, train on all.</summary>
public sealed class TrainJob(
    TrainOptions options, IReadOnlyList<Corpus> corpora, FeatureCache? cache, TrainingLog log, TimeProvider clock)
{
    private const string Final = "final";

    /// <summary>Does it all.</summary>
    /// <returns>The bundle that was written; null where there was only to measure.</returns>
    /// <exception cref="TrainingException">Something is amiss that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was done is kept for <c>--resume</c>.</exception>
    public ModelBundle? Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var device = Devices.Choose(options.Device);
        var name = $"{options.Recipe.Network}-{string.Join('-', corpora.Select(corpus => corpus.Info.Id))}";
        var version = options.Version ?? string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMdd}");
        var models = options.Output is null ? null : new ModelFolder(options.Output);
        models?.Prepare(version);

        var dataset = Read(cancellation);
        var labels = EmotionLabels.All.Where(label => dataset.Examples.Any(example => example.Clip.Label == label)).ToList();
        var settings = new RunSettings(
            options.Recipe, options.Augmentation, options.Folds, device.type.ToString(), EvaluationSet.Of(dataset.Examples));
        var folder = options.Run ?? Path.Combine("runs", name);
        var run = RunFolder.Open(folder, settings, options.Resume);
        var bundles = new BundleMaker(version, [.. corpora.Select(corpus => corpus.Info)], Command, now);
        var training = new Trainings(options.Recipe, labels, device, run, bundles, log);

        var measured = ProtocolKind.Names.Where(options.Protocols.Contains)
            .Select(protocol => training.Measure(ProtocolKind.Of(protocol, dataset.Examples, options.Folds, options.Recipe.Seed), cancellation))
            .ToList();
        return null;
    }

    private string Command => options.ToCommand(corpora.Select(corpus => $"--corpus {corpus.Info.Id}=DIR"));

    private Dataset Read(CancellationToken cancellation)
    {
        var clips = corpora.Sum(corpus => corpus.Clips.Count);
        var dataset = log.Track("Reading clips", clips, step =>
            CorpusLoader.Load(corpora, options.Augmentation, cache, () => step(null), cancellation));
        return dataset;
    }
}

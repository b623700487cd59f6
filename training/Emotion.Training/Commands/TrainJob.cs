using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Networks;
using Emotion.Training.Publishing;

namespace Emotion.Training.Commands;

/// <summary>From recordings to a model to ship: read them, measure the recipe on unheard speakers, train on all, publish.</summary>
public sealed class TrainJob(TrainOptions options, TrainingLog log, TimeProvider clock)
{
    /// <summary>Does it all, and gives the bundle that was written.</summary>
    /// <exception cref="TrainingException">Something is amiss that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was written.</exception>
    public ModelBundle Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var corpus = Ravdess.Find(options.Ravdess);
        var version = options.Version ?? string.Create(CultureInfo.InvariantCulture, $"{Conv1DNetwork.Id}-{corpus.Info.Id}-{now:yyyyMMdd}");
        var folder = new ModelFolder(options.Output);
        folder.Prepare(version);

        var examples = Read(corpus, cancellation);
        var labels = EmotionLabels.All.Where(label => examples.Any(example => example.Clip.Label == label)).ToList();
        var trainer = new Trainer(options.Recipe, labels);
        var bundles = new BundleMaker(version, corpus.Info, CommandFor(version), now);

        var evaluation = Measure(examples, trainer, bundles, cancellation);
        using var model = Train(trainer, "All speakers", examples, cancellation);
        var bundle = bundles.Make(model, examples, evaluation);

        // Loading it is the last check that what gets published can be served.
        _ = ServedModel.Measure(bundle, examples.Take(1));
        cancellation.ThrowIfCancellationRequested();
        folder.Save(bundle);
        log.Published(bundle.Card, options.Output);
        return bundle;
    }

    private IReadOnlyList<Example> Read(Corpus corpus, CancellationToken cancellation)
    {
        var loaded = log.Track("Reading clips", corpus.Clips.Count, step => CorpusLoader.Load([corpus], AugmentationRecipe.None, cache: null, () => step(null), cancellation));
        log.Loaded(corpus, loaded);
        return loaded.Examples.Count > 0
            ? loaded.Examples
            : throw new TrainingException("None of the clips can be read; the reasons are listed above. Unpack the corpus again.");
    }

    /// <summary>The model of this training only serves to be measured.</summary>
    private Evaluation Measure(IReadOnlyList<Example> examples, Trainer trainer, BundleMaker bundles, CancellationToken cancellation)
    {
        var split = SpeakerHoldOut.Choose(examples, options.HoldOut, options.Recipe.Seed);
        var title = $"Without {string.Join(", ", split.Speakers.Select(speaker => speaker.Id))}";
        using var model = Train(trainer, title, split.Training, cancellation);
        var confusion = ServedModel.Measure(bundles.Make(model, split.Training), split.Test);
        return HoldOutReport.Write(split, confusion, options.Recipe.Seed);
    }

    private TrainedModel Train(Trainer trainer, string title, IReadOnlyList<Example> examples, CancellationToken cancellation) =>
        log.Track(title, options.Recipe.Epochs, step => trainer.Train(examples, epoch => step(TrainingLog.Line(epoch)), cancellation));

    private string CommandFor(string version) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run -c Release --project training/Emotion.Training -- train --ravdess DIR --out DIR --seed {options.Recipe.Seed} "
            + $"--epochs {options.Recipe.Epochs} --hold-out {options.HoldOut} --version {version}");
}

using System.Globalization;
using Emotion.Inference;
using Emotion.Plotting;
using Emotion.Training.Corpora;
using Emotion.Training.Ensembles;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;
using Emotion.Training.Publishing;
using Emotion.Training.Reporting;
using Emotion.Training.Runs;
using static TorchSharp.torch;

namespace Emotion.Training.Commands;

/// <summary>From recordings to a model to ship: read them, measure the recipe by the protocols asked for, report, train on all.</summary>
public sealed class TrainJob(
    TrainOptions options, IReadOnlyList<Corpus> corpora, FeatureCache? cache, CorpusReading reading, TrainingLog log, TimeProvider clock)
{
    /// <summary>Does it all.</summary>
    /// <returns>The bundle that was written; null where there was only to measure.</returns>
    /// <exception cref="TrainingException">Something is amiss that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was done is kept for <c>--resume</c>.</exception>
    public ModelBundle? Run(CancellationToken cancellation)
    {
        set_num_threads(options.Threads);
        var device = Devices.Choose(options.Device);
        var command = (options with { Device = Devices.NameOf(device) }).ToCommand(); // auto is another one elsewhere
        var name = $"{options.Recipe.Network}-{string.Join('-', corpora.Select(corpus => corpus.Info.Id))}";
        var version = options.Version ?? string.Create(CultureInfo.InvariantCulture, $"{name}-{clock.GetUtcNow():yyyyMMdd}");
        var models = options.Output is null ? null : new ModelFolder(options.Output);
        models?.Prepare(version);
        var root = options.Run ?? Path.Combine("runs", name);
        RunFolder.Check(root, options.Resume);
        var teachers = options.Teachers.Count > 0 ? TeacherRuns.Open(options.Teachers) : null;

        var kind = NetworkKind.Of(options.Recipe.Network);
        var dataset = reading.Read(corpora, kind.Features, kind.Copies(options.Augmentation, options.Protocols), cache, cancellation);
        CheckAuxiliaryTasks(dataset);
        var settings = new RunSettings(
            options.Recipe with { Teachers = teachers?.Names ?? "" },
            options.Augmentation,
            options.Folds,
            device.type.ToString(),
            options.Threads,
            ClipList.Of(dataset.Examples));
        var protocols = Protocols(dataset);
        teachers?.Check(root, settings, protocols, ships: models is not null);
        using var run = RunFolder.Open(root, settings, clock.GetUtcNow());
        var commands = models is null || teachers is null ? command : string.Join(TrainOptions.Then, teachers.Commands.Append(command));
        var bundles = new BundleMaker(version, [.. corpora.Select(corpus => corpus.Info)], commands, run.Started);
        var trainings = new Trainings(options.Recipe, dataset.Labels, device, run, teachers, bundles, log);

        List<ProtocolRun> measured = [.. protocols.Select(protocol => Calibrated(trainings.Measure(protocol, cancellation)))];
        Report(root, run, command, dataset, measured);
        return models is null ? null : Ship(trainings, bundles, models, dataset, measured, cancellation);
    }

    private void CheckAuxiliaryTasks(Dataset dataset)
    {
        if (options.Recipe.AuxiliaryWeight > 0 && !AuxiliaryTasks.HasAny(dataset.Examples.Select(example => example.Clip)))
        {
            throw new TrainingException("There is nothing for --auxiliary-weight to ask: these corpora know neither sentences that several speakers say, nor women "
                + "from men. Leave it out, or add columns sentence and gender to the manifest.");
        }
    }

    /// <summary>All are laid out first: what cannot be done is better said before the first training than after it.</summary>
    private List<Protocol> Protocols(Dataset dataset) =>
    [
        .. ProtocolKind.Names
            .Where(options.Protocols.Contains)
            .Select(name => ProtocolKind.Of(name, dataset.Examples, options.Folds, options.Recipe.Seed)),
    ];

    /// <summary>A network that learns from everybody but the test speakers has nobody left to be calibrated on, except those of the other folds.</summary>
    private ProtocolRun Calibrated(ProtocolRun run) =>
        run.Protocol == SpeakerProtocol.Name && NetworkKind.Of(options.Recipe.Network).IsOverSpectrograms ? PooledProtocol.Fitted([run]).Run : run;

    private void Report(string root, RunFolder run, string command, Dataset dataset, IReadOnlyList<ProtocolRun> measured)
    {
        CorpusReport.Of(dataset).Write(root);
        if (measured.Count == 0)
            return;

        var description = new RunDescription
        {
            Command = command,
            Network = options.Recipe.Network,
            Recipe = run.Settings.ToNode(),
            Corpora = CorpusCount.Of(dataset),
            LeftOut = dataset.LeftOut.Count,
            Created = run.Started,
        };
        if (PictureStyle.Warning is { } warning)
            log.Say(warning);
        ReportFolder.Write(root, description, measured);
        log.Measured(measured, Path.Combine(root, ReportFolder.ReportFile));
    }

    /// <summary>Trains on all clips, for as many epochs and with the temperature that proved best where new speakers were tested on.</summary>
    private ModelBundle Ship(
        Trainings trainings,
        BundleMaker bundles,
        ModelFolder models,
        Dataset dataset,
        IReadOnlyList<ProtocolRun> measured,
        CancellationToken cancellation)
    {
        var newSpeakers = measured.FirstOrDefault(run => run.Protocol == SpeakerProtocol.Name);
        var folds = newSpeakers?.Folds;
        var epochs = folds?.Select(fold => fold.KeptEpoch).Order().ElementAt(folds.Count / 2) ?? options.Recipe.Epochs;
        var temperature = folds?.Average(fold => fold.Temperature) ?? 1;
        var set = new TrainingSet([.. dataset.Examples.SelectMany(example => example.Rows)], [], KeepsBest: false);
        using var model = trainings.TrainFinal(set, epochs, temperature, cancellation);
        var evaluations = measured.SelectMany(run => CardEvaluation.Of(run, dataset.Examples)).ToList();
        var bundle = bundles.Make(
            model, dataset.Examples.Select(example => example.Clip), evaluations, newSpeakers is null ? null : Certainty.Limit(newSpeakers));

        // Loading it is the last check that what gets published can be served.
        _ = ServedModel.Score(bundle, [dataset.Examples[0].Original]);
        cancellation.ThrowIfCancellationRequested();
        models.Save(bundle);
        trainings.Keep(bundle);
        log.Published(bundle.Card, options.Output!);
        return bundle;
    }
}

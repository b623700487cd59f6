using System.Globalization;
using System.Text.Json.Nodes;
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

namespace Emotion.Training.Commands;

/// <summary>From finished runs to their ensemble: pool what their networks said of the test clips, report, put their models into one.</summary>
public sealed class EnsembleJob(
    EnsembleOptions options, IReadOnlyList<Corpus> corpora, FeatureCache? cache, CorpusReading reading, TrainingLog log, TimeProvider clock)
{
    /// <summary>Does it all.</summary>
    /// <returns>The bundle that was written; null where there was only to measure.</returns>
    /// <exception cref="TrainingException">Something is amiss that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ModelBundle? Run(CancellationToken cancellation)
    {
        var name = $"ensemble-{string.Join('-', corpora.Select(corpus => corpus.Info.Id))}";
        var version = options.Version ?? string.Create(CultureInfo.InvariantCulture, $"{name}-{clock.GetUtcNow():yyyyMMdd}");
        var models = options.Output is null ? null : new ModelFolder(options.Output);
        models?.Prepare(version);
        var root = options.Run ?? Path.Combine("runs", name);
        RunFolder.CheckNone(root);

        var members = new List<RunFolder>();
        try
        {
            members.AddRange(options.Members.Select(RunFolder.Reopen));
            var protocols = ProtocolsOf(members);
            foreach (var member in members.Skip(1))
                Parting.CheckAlike((members[0].Root, members[0].Settings), (member.Root, member.Settings), protocols);
            var bundles = models is null ? [] : members.Select(member => member.Model).ToList();
            var dataset = Read(members, protocols, cancellation);
            var pooled = Pool(members, protocols, dataset);
            Report(root, members, dataset, [.. pooled.Select(protocol => protocol.Run)]);
            return models is null ? null : Ship(version, models, bundles, dataset, pooled, cancellation);
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    private static List<string> ProtocolsOf(IReadOnlyList<RunFolder> members)
    {
        var shared = ProtocolKind.Names.Where(name => members.All(member => member.Measured(name))).ToList();
        return shared.Count > 0
            ? shared
            : throw new TrainingException("There is no protocol that all of these runs were measured by. Train them again with the same --protocol.");
    }

    private Dataset Read(IReadOnlyList<RunFolder> members, IReadOnlyList<string> protocols, CancellationToken cancellation)
    {
        var settings = members[0].Settings;
        var kind = NetworkKind.Of(settings.Recipe.Network);
        var dataset = reading.Read(corpora, kind.Features, kind.Copies(settings.Augmentation, protocols), cache, cancellation);
        return ClipList.Of(dataset.Examples) == settings.Clips
            ? dataset
            : throw new TrainingException($"These are not the clips that {members[0].Root} learnt from, or not by the same speakers, or in another order. "
                + "Give the corpora that it was given, in the same order.");
    }

    /// <summary>New speakers tell how to weight the networks; by the other protocols they are weighted likewise, and evenly where no new speakers were tested on.</summary>
    private static List<PooledProtocol> Pool(IReadOnlyList<RunFolder> members, IReadOnlyList<string> protocols, Dataset dataset)
    {
        var newSpeakers = protocols.Contains(SpeakerProtocol.Name) ? PooledProtocol.Fitted(RunsOf(SpeakerProtocol.Name)) : null;
        var pool = newSpeakers?.Pool ?? OpinionPool.Even(members.Count);
        return [.. protocols.Select(name => name == SpeakerProtocol.Name ? newSpeakers! : PooledProtocol.Given(RunsOf(name), pool))];

        List<ProtocolRun> RunsOf(string name)
        {
            var settings = members[0].Settings;
            var protocol = ProtocolKind.Of(name, dataset.Examples, settings.Folds, settings.Recipe.Seed);
            return [.. members.Select(member => member.Load(protocol, dataset.Labels))];
        }
    }

    private void Report(string root, IReadOnlyList<RunFolder> members, Dataset dataset, IReadOnlyList<ProtocolRun> measured)
    {
        var description = new RunDescription
        {
            Command = options.ToCommand(),
            Network = $"an ensemble of {string.Join(", ", members.Select(member => member.Settings.Recipe.Name()))}",
            Recipe = new JsonObject(members.SelectMany((member, number) => member.Settings.ToNode().Select(setting =>
                KeyValuePair.Create($"{number + 1}. {setting.Key}", setting.Value?.DeepClone())))),
            Corpora = CorpusCount.Of(dataset),
            LeftOut = dataset.LeftOut.Count,
            Created = clock.GetUtcNow(),
        };
        if (PictureStyle.Warning is { } warning)
            log.Say(warning);
        ReportFolder.Write(root, description, measured);
        log.Measured(measured, Path.Combine(root, ReportFolder.ReportFile));
    }

    private ModelBundle Ship(
        string version,
        ModelFolder models,
        IReadOnlyList<ModelBundle> members,
        Dataset dataset,
        IReadOnlyList<PooledProtocol> pooled,
        CancellationToken cancellation)
    {
        var newSpeakers = pooled.FirstOrDefault(protocol => protocol.Run.Protocol == SpeakerProtocol.Name);
        var pool = (newSpeakers ?? pooled[0]).Pool;
        var commands = members.Zip(options.Members, (member, run) => $"{member.Card.Command} --run {RunFolder.NameOf(run)}")
            .SelectMany(command => command.Split(TrainOptions.Then)) // a network that was taught has those of its teachers too
            .Distinct()
            .Append(options.ToCommand());
        var bundle = new BundleMaker(version, [.. corpora.Select(corpus => corpus.Info)], string.Join(TrainOptions.Then, commands), clock.GetUtcNow()).Make(
            new EnsembleModel(members, pool),
            dataset.Examples.Select(example => example.Clip),
            [.. pooled.SelectMany(protocol => CardEvaluation.Of(protocol.Run, dataset.Examples))],
            newSpeakers is null ? null : Certainty.Limit(newSpeakers.Run));

        // What was measured are the members; what gets published is the graph.
        log.Say("Holding the model against its members, clip by clip.");
        var check = EnsembleCheck.Run(bundle, members, pool, [.. dataset.Examples.Select(example => example.Original)]);
        log.Say(FormattableString.Invariant(
            $"16 bits a weight move no probability by more than {check.LargestDifference:0.00000}, and {check.OtherAnswers} of {check.Clips} answers."));
        cancellation.ThrowIfCancellationRequested();
        models.Save(bundle);
        log.Published(bundle.Card, options.Output!);
        return bundle;
    }
}

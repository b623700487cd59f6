using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Emotion.Training.Augmentation;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>train</c>: its options, and the job that they start.</summary>
public sealed class TrainCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "train";

    private const double DefaultTeacherShare = 0.7;

    private static readonly Recipe DefaultRecipe = new();
    private static readonly AugmentationRecipe DefaultCopies = new();

    private readonly CorpusOptions _corpora = new();

    private readonly Option<string> _network = OptionKinds.OneOf(
        "--network", "The network: residual, residual-wide, residual-fine or residual-finer, over spectrograms; or the tutorial's, as in its code (conv1d) or in its text (dense).", NetworkKind.All.Select(kind => kind.Id), DefaultRecipe.Network);

    private readonly Option<string[]> _protocols = new("--protocol")
    {
        Description = $"How to measure: {string.Join(", ", ProtocolKind.Names)}, or {ProtocolKind.None}. Repeatable; only 'speaker' tells how new voices fare.",
        DefaultValueFactory = _ => [SpeakerProtocol.Name],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _folds = OptionKinds.AtLeast(2, "--folds", "Folds of the speaker protocol.", 5);
    private readonly Option<int> _seed = new("--seed") { Description = "Makes a run repeatable.", HelpName = "N", DefaultValueFactory = _ => DefaultRecipe.Seed };
    private readonly Option<int?> _epochs = OptionKinds.AtLeastOrDefault(1, "--epochs", $"Passes over the training rows. Default: {Default(recipe => recipe.Epochs)}.");
    private readonly Option<int?> _batch = OptionKinds.AtLeastOrDefault(1, "--batch", $"Rows per step. Default: {Default(recipe => recipe.BatchSize)}.");
    private readonly Option<double?> _learningRate = OptionKinds.AtLeastOrDefault(
        0.0, "--learning-rate", $"The first learning rate, or the highest of one cycle. Default: {Default(recipe => recipe.LearningRate)}.");
    private readonly Option<string?> _optimizer = new("--optimizer") { Description = "Of residual: muon, which is the default, or adamw.", HelpName = "NAME" };
    private readonly Option<double> _selfDistillation = OptionKinds.Share(
        "--self-distillation", "Of residual: the share of a clip's target that is, in the end, what the network said of it before; from 0 to 1.");

    private readonly Option<string[]> _teachers = new("--teacher")
    {
        Description = "Of residual: the folder of a finished run, whose network says what it thinks of every window; repeatable. It must be of the same corpora, folds and seed, and "
            + "measured by all that is asked for here.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "RUN",
    };

    private readonly Option<double> _teacherShare = OptionKinds.Share("--teacher-share", "The share of a clip's target that is the teachers'; the rest is its label.", DefaultTeacherShare);

    private readonly Option<double> _auxiliaryWeight = OptionKinds.Share(
        "--auxiliary-weight", "Of residual: let it tell sentences, and women from men, too while it learns; what each counts for beside the emotion, from 0 to 1.");

    private readonly Option<int> _patience = OptionKinds.AtLeast(
        0, "--patience", "Of the tutorial's networks: stop after so many epochs without a lower validation loss; 0 to run them all.", DefaultRecipe.Patience);

    private readonly Option<bool> _classWeights = new("--class-weights") { Description = "Of the tutorial's networks: let rare labels weigh more, as Keras does." };
    private readonly Option<int> _copies = OptionKinds.AtLeast(0, "--copies", "Augmented copies per training clip. Networks over spectrograms do not learn from them: only protocol tutorial tests on some.", DefaultCopies.Copies);
    private readonly Option<double> _noise = OptionKinds.AtLeast(0.0, "--noise", "Largest amplitude of the copies' noise, as a share of the peak.", DefaultCopies.Noise);
    private readonly Option<double> _pitch = OptionKinds.AtLeast(0.0, "--pitch-shift", "Shift the copies' pitch by up to so many semitones.", DefaultCopies.PitchSemitones);
    private readonly Option<double> _stretch = OptionKinds.AtLeast(0.0, "--time-stretch", "Stretch the copies in time by up to this share.", DefaultCopies.TimeStretch);
    private readonly Option<string> _device = OptionKinds.OneOf("--device", "Where to compute; auto takes a GPU where there is one.", Devices.Names, "auto");
    private readonly Option<int> _threads = OptionKinds.AtLeast(
        1, "--threads", "Cores to compute on. The same number gives the same model, byte for byte; another rounds differently.", Environment.ProcessorCount);

    private readonly Option<bool> _bfloat16 = new("--bfloat16")
    {
        Description = "Compute residual's convolutions in bfloat16 while learning: three quarters of the time on a CPU with AVX512_BF16, longer on another.",
    };

    private readonly OutputOptions _output = new(
        "network, corpora and date", "Folder of checkpoints, results and report. Default: runs/ and a name made of network and corpora.");

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with a run that was cut off." };

    private TrainCommand()
    {
    }

    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    /// <param name="clock">Dates the model.</param>
    public static Command Create(IAnsiConsole console, TimeProvider clock)
    {
        var options = new TrainCommand();
        options._protocols.AcceptOnlyFromAmong([.. ProtocolKind.Names, ProtocolKind.None]);
        options._optimizer.AcceptOnlyFromAmong(Optimizers.Muon, Optimizers.AdamW);
        var command = new Command(Name, "Measures a network by the protocols asked for, then trains it on all clips and writes a model bundle.");
        options._corpora.AddTo(command);
        foreach (var option in options.Own)
            command.Add(option);
        options._output.AddTo(command);
        command.Add(options._resume);
        command.Validators.Add(result =>
        {
            if (options.IsOverSpectrograms(result) && (result.GetValue(options._patience) > 0 || result.GetValue(options._classWeights)))
                result.AddError("--patience and --class-weights are of the tutorial's recipe: residual runs all epochs, and weighs all labels alike.");
            if (!options.IsOverSpectrograms(result) && options.AsksForSpectrograms(result))
                result.AddError("--bfloat16, --optimizer, --self-distillation, --teacher and --auxiliary-weight are of --network residual: the tutorial's networks are computed and trained as Keras does.");
            if (options.HasTeachers(result) && result.GetValue(options._selfDistillation) > 0)
                result.AddError("A network learns from --teacher or by --self-distillation, not both: leave one out.");
            if (options.HasTeachers(result) && options.SaysTeacherShare(result) && result.GetValue(options._teacherShare) == 0)
                result.AddError("Nothing is learnt from teachers by a share of 0: give a larger --teacher-share, or leave --teacher out.");
            if (!options.HasTeachers(result) && options.SaysTeacherShare(result))
                result.AddError("--teacher-share says how much teachers count for: name them by --teacher.");
        });
        command.Validators.Add(result =>
        {
            if (options.IsOverSpectrograms(result) && options.BendsCopies(result) && !result.GetValue(options._protocols)!.Contains(TutorialProtocol.Name))
                result.AddError("--noise, --pitch-shift and --time-stretch make copies, which residual does not learn from: only --protocol tutorial tests it on them. Leave them out.");
        });
        command.SetAction(result =>
        {
            using var stop = new StopSignal();
            var corpora = options._corpora.Find(result);
            var cache = options._corpora.Cache(result);
            new TrainJob(options.Read(result), corpora, cache, new CorpusReading(console), new TrainingLog(console), clock).Run(stop.Token);
        });
        return command;
    }

    private Option[] Own =>
    [
        _network, _protocols, _folds, _seed, _epochs, _batch, _learningRate, _optimizer, _selfDistillation, _teachers, _teacherShare, _auxiliaryWeight, _patience, _classWeights, _copies, _noise, _pitch, _stretch,
        _device, _threads, _bfloat16,
    ];

    private bool IsOverSpectrograms(CommandResult result) =>
        NetworkKind.All.Any(kind => kind.Id == result.GetValue(_network) && kind.IsOverSpectrograms);

    private bool AsksForSpectrograms(CommandResult result) =>
        result.GetValue(_bfloat16) || result.GetValue(_optimizer) is not null || result.GetValue(_selfDistillation) > 0
        || result.GetValue(_auxiliaryWeight) > 0 || HasTeachers(result);

    private bool HasTeachers(CommandResult result) => result.GetValue(_teachers) is { Length: > 0 };

    private bool SaysTeacherShare(CommandResult result) => result.GetResult(_teacherShare) is { Implicit: false };

    private bool BendsCopies(CommandResult result) =>
        new Option[] { _noise, _pitch, _stretch }.Any(option => result.GetResult(option) is { Implicit: false });

    private TrainOptions Read(ParseResult result) => Read(result, NetworkKind.Of(result.GetRequiredValue(_network)).Defaults);

    private TrainOptions Read(ParseResult result, Recipe defaults) => new()
    {
        Corpora = _corpora.Words(result),
        Recipe = defaults with
        {
            Seed = result.GetValue(_seed),
            Epochs = result.GetValue(_epochs) ?? defaults.Epochs,
            BatchSize = result.GetValue(_batch) ?? defaults.BatchSize,
            LearningRate = result.GetValue(_learningRate) ?? defaults.LearningRate,
            Optimizer = result.GetValue(_optimizer) ?? defaults.Optimizer,
            SelfDistillation = result.GetValue(_selfDistillation),
            TeacherShare = result.GetValue(_teachers) is { Length: > 0 } ? result.GetValue(_teacherShare) : 0,
            AuxiliaryWeight = result.GetValue(_auxiliaryWeight),
            Patience = result.GetValue(_patience),
            ClassWeights = result.GetValue(_classWeights),
            BFloat16 = result.GetValue(_bfloat16),
        },
        Teachers = result.GetValue(_teachers) ?? [],
        Augmentation = new AugmentationRecipe
        {
            Copies = result.GetValue(_copies),
            Noise = result.GetValue(_noise),
            PitchSemitones = result.GetValue(_pitch),
            TimeStretch = result.GetValue(_stretch),
            Seed = result.GetValue(_seed),
        },
        Protocols = [.. result.GetRequiredValue(_protocols).Where(protocol => protocol != ProtocolKind.None)],
        Folds = result.GetValue(_folds),
        Device = result.GetRequiredValue(_device),
        Threads = result.GetValue(_threads),
        Output = _output.Output(result),
        Run = _output.Run(result),
        Resume = result.GetValue(_resume),
        Version = _output.Version(result),
    };

    /// <summary>What a network takes where nothing is asked for: for example <c>50, residual 40</c>.</summary>
    private static string Default(Func<Recipe, IFormattable> setting)
    {
        var usual = setting(DefaultRecipe).ToString(null, CultureInfo.InvariantCulture);
        var others = NetworkKind.All
            .Select(kind => (kind.Id, Value: setting(kind.Defaults).ToString(null, CultureInfo.InvariantCulture)))
            .Where(kind => kind.Value != usual)
            .Select(kind => $", {kind.Id} {kind.Value}");
        return usual + string.Concat(others);
    }
}

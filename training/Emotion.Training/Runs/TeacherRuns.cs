using System.Globalization;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;

namespace Emotion.Training.Runs;

/// <summary>
/// Finished runs whose networks teach that of another run. In each fold the teachers are those that learnt from the same clips: what they say holds
/// nothing of the speakers that are tested on. Nothing is written to their folders, so several students may learn from them at once.
/// </summary>
internal sealed class TeacherRuns
{
    private readonly IReadOnlyList<TeacherRun> _runs;

    private TeacherRuns(IReadOnlyList<TeacherRun> runs) => _runs = runs;

    /// <summary>Who they are: what they were trained by, and when.</summary>
    public string Names => string.Join("; ", _runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Settings.Recipe.Name()}, {run.Started:u}")));

    /// <summary>The commands that train them, as their models' cards have them.</summary>
    /// <exception cref="TrainingException">One has no model.</exception>
    public IEnumerable<string> Commands => _runs.Select(run => $"{RunFolder.ModelOf(run.Root).Card.Command} --run {RunFolder.NameOf(run.Root)}");

    /// <summary>Opens runs.</summary>
    /// <param name="roots">Their folders.</param>
    /// <exception cref="TrainingException">One of them holds no run, or one is given twice.</exception>
    public static TeacherRuns Open(IReadOnlyList<string> roots) => roots.CountBy(Path.GetFullPath).FirstOrDefault(root => root.Value > 1).Key is { } twice
        ? throw new TrainingException($"--teacher {twice} is given twice.")
        : new TeacherRuns([.. roots.Select(TeacherRun.Open)]);

    /// <summary>Checks, before the long work, that they can teach a run.</summary>
    /// <param name="root">The run's folder.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="protocols">What it will be measured by.</param>
    /// <param name="ships">Whether it will train a model on all clips too.</param>
    /// <exception cref="TrainingException">They learnt from other clips, or kept too few networks.</exception>
    public void Check(string root, RunSettings settings, IReadOnlyList<Protocol> protocols, bool ships)
    {
        var trainings = protocols.SelectMany(protocol => protocol.Folds.Select(fold => (string[])[protocol.Name, fold.Name])).ToList();
        if (ships)
            trainings.Add([RunFolder.AllClips]);
        foreach (var run in _runs)
        {
            Parting.CheckAlike((run.Root, run.Settings), (root, settings), [.. protocols.Select(protocol => protocol.Name)]);
            if (trainings.FirstOrDefault(training => !File.Exists(RunFolder.NetworkFile(run.Root, training))) is { } missing)
            {
                throw new TrainingException($"{run.Root} has no network of '{string.Join(' ', missing)}' to teach by: that training is not done, or was done by an earlier "
                    + "version of this program, which kept none. Go on with that run by 'train' with --resume, with all that is asked for here, or train it anew.");
            }
        }
    }

    /// <summary>The teachers of a training.</summary>
    /// <param name="labels">Number of labels.</param>
    /// <param name="share">The share of a target that is theirs.</param>
    /// <param name="training">Names the training.</param>
    /// <exception cref="TrainingException">A network is damaged.</exception>
    public Teachers Of(int labels, double share, params string[] training) => new([.. _runs.Select(run => run.Network(labels, training))], share);

    private sealed record TeacherRun(string Root, DateTimeOffset Started, RunSettings Settings)
    {
        public static TeacherRun Open(string root)
        {
            var (started, settings) = RunFolder.Look(root);
            return new TeacherRun(root, started, settings);
        }

        public Network Network(int labels, string[] training)
        {
            var file = RunFolder.NetworkFile(Root, training);
            var network = NetworkKind.Of(Settings.Recipe.Network).Create(labels);
            try
            {
                network.load(file);
                return network;
            }
            catch (Exception e) when (e is not OutOfMemoryException) // torch has no one kind of error for a file that is cut short
            {
                throw new TrainingException($"{file} cannot be read: {e.Message} Train {Root} anew.", e);
            }
        }
    }
}

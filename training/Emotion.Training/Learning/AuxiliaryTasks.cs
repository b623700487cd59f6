using Emotion.Training.Corpora;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// What a network has to tell beside the emotion while it learns, from the same embedding: which sentence is said, and whether a woman or a man
/// says it (multi-task learning, Caruana 1997). To tell apart what a sound owes to the words, to the voice and to the emotion, it has to hear all three.
/// The layers that tell are no part of the model.
/// </summary>
public sealed class AuxiliaryTasks : nn.Module
{
    private const long Unknown = -1; // where a corpus does not say; what IndexOf gives

    private readonly double _weight;
    private readonly Device _device;
    private readonly long[][] _answers; // of each task, for each clip
    private readonly ModuleList<Linear> _layers;

    /// <summary>Layers with fresh weights, for every task that has at least two answers.</summary>
    /// <param name="clips">The clips that are learnt from.</param>
    /// <param name="width">Length of the embedding.</param>
    /// <param name="weight">What a task counts for; the emotion counts for 1.</param>
    /// <param name="device">Where to compute.</param>
    public AuxiliaryTasks(IEnumerable<CorpusClip> clips, int width, double weight, Device device) : base(nameof(AuxiliaryTasks))
    {
        _weight = weight;
        _device = device;
        var all = clips.ToList();
        _answers = AnswersOf(all);
        _layers = new ModuleList<Linear>([.. _answers.Select(answers => nn.Linear(width, answers.Max() + 1))]);
        RegisterComponents();
        this.to(device);
    }

    /// <summary>Whether there is anything to tell of some clips.</summary>
    public static bool HasAny(IEnumerable<CorpusClip> clips) => AnswersOf([.. clips]).Length > 0;

    private static IEnumerable<Func<CorpusClip, string?>> Tasks =>
    [
        clip => clip.Sentence is { } sentence ? $"{clip.Speaker.Corpus}/{sentence}" : null,
        clip => clip.Speaker.Gender == Gender.Unknown ? null : clip.Speaker.Gender.ToString(),
    ];

    /// <summary>The sum over the tasks of their cross entropies, times their weight; 0 where nothing is known of the clips.</summary>
    /// <param name="embedding">[N, width].</param>
    /// <param name="clips">The numbers of the clips, [N].</param>
    public Tensor Loss(Tensor embedding, IReadOnlyList<long> clips)
    {
        var total = zeros(1, device: _device);
        foreach (var (answers, layer) in _answers.Zip(_layers))
        {
            var asked = clips.Select(clip => answers[clip]).ToArray();
            if (asked.Any(answer => answer != Unknown)) // the mean over none would be NaN
                total += nn.functional.cross_entropy(layer.forward(embedding), tensor(asked, device: _device), ignore_index: Unknown);
        }

        return _weight * total;
    }

    /// <summary>A question with one answer is none.</summary>
    private static long[][] AnswersOf(List<CorpusClip> clips) => [.. Tasks.Select(task => Number(clips, task)).Where(answers => answers.Max() > 0)];

    /// <summary>
    /// The answers as numbers from 0; <see cref="Unknown"/> where there is none. What is true of one speaker alone is not asked either: it would teach
    /// who that is.
    /// </summary>
    private static long[] Number(List<CorpusClip> clips, Func<CorpusClip, string?> task)
    {
        var shared = clips.GroupBy(task)
            .Where(answer => answer.Key is not null && answer.DistinctBy(clip => clip.Speaker).Skip(1).Any())
            .Select(answer => answer.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        return [.. clips.Select(clip => (long)shared.IndexOf(task(clip)))];
    }
}

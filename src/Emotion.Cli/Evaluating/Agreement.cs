using Emotion.Inference;
using Emotion.Inference.Measuring;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Evaluating;

/// <summary>How well a corpus's rows agree with labels that people gave.</summary>
internal sealed class Agreement
{
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unknown = new(StringComparer.Ordinal);

    /// <summary>People's labels in rows, the model's in columns, for the labels that either gave.</summary>
    public ConfusionMatrix Confusion { get; } = new(EmotionLabels.All);

    /// <summary>The versions that scored the clips.</summary>
    public IReadOnlyCollection<string> Models => _models;

    /// <summary>Labelled clips that were rejected or failed.</summary>
    public int NotScored { get; private set; }

    /// <summary>Scored clips that have no label.</summary>
    public int Unlabelled { get; private set; }

    /// <summary>Labelled clips that have no row; the first of them by name.</summary>
    public IReadOnlyList<string> WithoutRow { get; private set; } = [];

    /// <summary>Labels that are none of the eight, and how many scored clips have them.</summary>
    public IReadOnlyDictionary<string, int> UnknownLabels => _unknown;

    /// <summary>Compares.</summary>
    public static async Task<Agreement> OfAsync(LabelFile labels, IAsyncEnumerable<ClipResult> rows, CancellationToken cancel)
    {
        var agreement = new Agreement();
        var waiting = labels.ByPath.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            // As column Path has it, or with the corpus in front, as a table shows it.
            var clip = row.Version.Clip;
            var name = labels.ByPath.ContainsKey(clip.Path) ? clip.Path : clip.BlobName;
            waiting.Remove(name);
            agreement.Add(row, labels.ByPath.GetValueOrDefault(name));
        }

        agreement.WithoutRow = [.. waiting.Order(StringComparer.Ordinal)];
        return agreement;
    }

    private void Add(ClipResult row, string? label)
    {
        if (label is null)
            Unlabelled += row.Prediction is null ? 0 : 1;
        else if (row.Prediction is null)
            NotScored++;
        else if (EmotionLabels.Canonical(label) is not { } truth)
            _unknown[label] = _unknown.GetValueOrDefault(label) + 1;
        else
        {
            Confusion.Add(truth, row.Prediction.Emotion);
            _models.Add(row.Prediction.ModelVersion);
        }
    }
}

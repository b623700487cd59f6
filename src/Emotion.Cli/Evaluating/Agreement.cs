using Emotion.Inference;
using Emotion.Inference.Measuring;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Evaluating;

/// <summary>How well a corpus's rows agree with labels that people gave.</summary>
internal sealed class Agreement
{
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);

    private Agreement(LabelFile labels) => UnknownLabels = labels.Unknown;

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

    /// <summary>Labels that are none of the eight, and how many clips have them.</summary>
    public IReadOnlyDictionary<string, int> UnknownLabels { get; }

    /// <summary>Compares.</summary>
    public static async Task<Agreement> OfAsync(LabelFile labels, IAsyncEnumerable<ClipResult> rows, CancellationToken cancel)
    {
        var agreement = new Agreement(labels);
        var waiting = labels.ByPath.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            waiting.Remove(row.Version.Clip.Path);
            agreement.Add(row, labels.ByPath.GetValueOrDefault(row.Version.Clip.Path));
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
        else
        {
            Confusion.Add(label, row.Prediction.Emotion);
            _models.Add(row.Prediction.ModelVersion);
        }
    }
}

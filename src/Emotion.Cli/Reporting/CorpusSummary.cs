using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Reporting;

/// <summary>What a report says of a corpus's rows: counted while they stream by, so that memory does not grow with their number.</summary>
internal sealed class CorpusSummary
{
    /// <summary>Parts of the confidence histogram.</summary>
    public const int Bins = 20;

    private const int ExamplesEach = 3;
    private const int MostFolders = 200;
    private const int MostRecordings = 20;

    private readonly Dictionary<string, EmotionTally> _emotions = EmotionLabels.All.ToDictionary(label => label, _ => new EmotionTally());
    private readonly SortedDictionary<string, FolderTally> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<(ResultStatus Status, string Reason), int> _reasons = [];
    private readonly SortedDictionary<string, int> _models = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _featureSets = new(StringComparer.Ordinal);
    private readonly List<ClipResult> _recordings = [];
    private readonly SortedSet<(double Window, double Hop)> _cuts = [];
    private readonly int[] _confidences = new int[Bins];

    /// <summary>Number of rows.</summary>
    public int Clips { get; private set; }

    /// <summary>Number of rows with an emotion.</summary>
    public int Scored { get; private set; }

    /// <summary>Number of scored rows that the model's card says of whether they are uncertain.</summary>
    public int Judged { get; private set; }

    /// <summary>Number of these that are.</summary>
    public int Uncertain { get; private set; }

    /// <summary>Length of all scored recordings together.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>When the first and the last row were made.</summary>
    public (DateTimeOffset First, DateTimeOffset Last) Processed { get; private set; } = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    /// <summary>By label, in canonical order.</summary>
    public IEnumerable<(string Label, EmotionTally Tally)> Emotions => EmotionLabels.All.Select(label => (label, _emotions[label]));

    /// <summary>By subfolder, the first two hundred that are met.</summary>
    public IReadOnlyDictionary<string, FolderTally> Folders => _folders;

    /// <summary>Whether there were more subfolders than are told apart.</summary>
    public bool HasMoreFolders { get; private set; }

    /// <summary>Why clips were not scored, the most frequent first.</summary>
    public IEnumerable<(ResultStatus Status, string Reason, int Clips)> Reasons =>
        _reasons.OrderByDescending(reason => reason.Value).Select(reason => (reason.Key.Status, reason.Key.Reason, reason.Value));

    /// <summary>Number of scored rows that are recordings, cut into windows.</summary>
    public int Recordings { get; private set; }

    /// <summary>How many windows they were cut into.</summary>
    public int Windows { get; private set; }

    /// <summary>How they were cut, each way once: length of the windows, and from one to the next, in seconds.</summary>
    public IReadOnlyCollection<(double Window, double Hop)> Cuts => _cuts;

    /// <summary>The first twenty of them.</summary>
    public IReadOnlyList<ClipResult> FirstRecordings => _recordings;

    /// <summary>Number of scored clips by model version.</summary>
    public IReadOnlyDictionary<string, int> Models => _models;

    /// <summary>The feature sets that were scored.</summary>
    public IReadOnlyCollection<string> FeatureSets => _featureSets;

    /// <summary>Scored clips by confidence, in equal parts of 0 to 1.</summary>
    public IReadOnlyList<int> Confidences => _confidences;

    /// <summary>Counts all rows.</summary>
    public static async Task<CorpusSummary> OfAsync(IAsyncEnumerable<ClipResult> rows, CancellationToken cancel)
    {
        var summary = new CorpusSummary();
        await foreach (var row in rows.WithCancellation(cancel))
            summary.Add(row);
        return summary;
    }

    private void Add(ClipResult row)
    {
        Clips++;
        Processed = (row.ProcessedAt < Processed.First ? row.ProcessedAt : Processed.First, row.ProcessedAt > Processed.Last ? row.ProcessedAt : Processed.Last);
        var folder = FolderOf(row.Version.Clip.Path);
        if (row.Prediction is { } prediction)
            Add(row, prediction, folder);
        else
        {
            var key = (row.Status, row.Reason ?? "");
            _reasons[key] = _reasons.GetValueOrDefault(key) + 1;
            folder?.Add(null);
        }
    }

    private void Add(ClipResult row, Prediction prediction, FolderTally? folder)
    {
        Scored++;
        Judged += prediction.Uncertain is null ? 0 : 1;
        Uncertain += prediction.Uncertain == true ? 1 : 0;
        Duration += TimeSpan.FromSeconds(row.Audio?.DurationSeconds ?? 0);
        _models[prediction.ModelVersion] = _models.GetValueOrDefault(prediction.ModelVersion) + 1;
        if (row.FeatureSet is not null)
            _featureSets.Add(row.FeatureSet);
        _confidences[Math.Clamp((int)(prediction.Confidence * Bins), 0, Bins - 1)]++;
        _emotions[prediction.Emotion].Add(row.Version.Clip.Path, prediction);
        folder?.Add(prediction.Emotion);
        Recordings += row.Recording is null ? 0 : 1;
        Windows += row.Recording?.Windows ?? 0;
        if (row.Recording is { } recording)
            _cuts.Add((recording.WindowSeconds, recording.HopSeconds));
        if (row.Recording is not null && _recordings.Count < MostRecordings)
            _recordings.Add(row);
    }

    private FolderTally? FolderOf(string path)
    {
        var name = path.LastIndexOf('/') is var slash && slash > 0 ? path[..slash] : "";
        if (_folders.TryGetValue(name, out var known))
            return known;
        HasMoreFolders |= _folders.Count == MostFolders;
        return _folders.Count == MostFolders ? null : _folders[name] = new FolderTally();
    }

    /// <summary>The clips of one emotion.</summary>
    internal sealed class EmotionTally
    {
        private readonly PriorityQueue<(string Path, double Confidence), double> _surest = new();

        /// <summary>Their number.</summary>
        public int Clips { get; private set; }

        /// <summary>Those that are not uncertain, where the card tells.</summary>
        public int Certain { get; private set; }

        /// <summary>Clips to listen to: the surest first.</summary>
        public IEnumerable<(string Path, double Confidence)> Surest =>
            _surest.UnorderedItems.Select(item => item.Element).OrderByDescending(clip => clip.Confidence).ThenBy(clip => clip.Path, StringComparer.Ordinal);

        public void Add(string path, Prediction prediction)
        {
            Clips++;
            Certain += prediction.Uncertain == false ? 1 : 0;
            _surest.Enqueue((path, prediction.Confidence), prediction.Confidence);
            if (_surest.Count > ExamplesEach)
                _surest.Dequeue();
        }
    }

    /// <summary>The clips of one subfolder.</summary>
    internal sealed class FolderTally
    {
        private readonly Dictionary<string, int> _emotions = [];

        /// <summary>Their number.</summary>
        public int Clips { get; private set; }

        /// <summary>Those with an emotion.</summary>
        public int Scored => _emotions.Values.Sum();

        /// <summary>How many have an emotion.</summary>
        public int Of(string emotion) => _emotions.GetValueOrDefault(emotion);

        public void Add(string? emotion)
        {
            Clips++;
            if (emotion is not null)
                _emotions[emotion] = _emotions.GetValueOrDefault(emotion) + 1;
        }
    }
}

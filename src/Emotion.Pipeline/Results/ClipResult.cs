using Azure.Data.Tables;
using Emotion.Audio;
using Emotion.Inference;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Results;

/// <summary>How a clip ended.</summary>
public enum ResultStatus
{
    /// <summary>The model gave an emotion.</summary>
    Scored,

    /// <summary>The input is at fault; <see cref="ClipResult.Reason"/> and <see cref="ClipResult.Detail"/> say why.</summary>
    Rejected,

    /// <summary>The system gave up after its retries; <see cref="ClipResult.Reason"/> says where.</summary>
    Failed,
}

/// <summary>One row of table <c>EmotionResults</c>: how one clip ended.</summary>
public sealed record ClipResult
{
    /// <summary>The columns that say how a clip ended, without what the model says.</summary>
    internal static readonly string[] OutcomeColumns = ["Clip", nameof(Status), nameof(Reason), "ClipETag", "ClipLastModified", nameof(ProcessedAt)];

    /// <summary>Those, and the answer in a word; no probabilities.</summary>
    internal static readonly string[] AnswerColumns =
        [.. OutcomeColumns, nameof(Inference.Prediction.Emotion), nameof(Inference.Prediction.Confidence), nameof(Inference.Prediction.Uncertain), nameof(Inference.Prediction.ModelVersion)];

    /// <summary>Which bytes of which clip.</summary>
    public required ClipVersion Version { get; init; }

    /// <summary>How it ended.</summary>
    public required ResultStatus Status { get; init; }

    /// <summary>When the row was made.</summary>
    public required DateTimeOffset ProcessedAt { get; init; }

    /// <summary>What the model says, for scored clips.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>A word, for rejected and failed clips.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence that says what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>What the file is, as far as it could be read.</summary>
    public AudioFacts? Audio { get; init; }

    /// <summary>Which features were scored.</summary>
    public string? FeatureSet { get; init; }

    /// <summary>How its windows add up, for a recording; null for a clip that was scored as a whole.</summary>
    public RecordingSummary? Recording { get; init; }

    /// <summary>The row's keys.</summary>
    public static (string Partition, string Row) Keys(ClipId clip) => (TableKey.Encode(clip.Corpus), TableKey.Encode(clip.Path));

    /// <summary>The row, as the table stores it.</summary>
    public TableEntity ToEntity()
    {
        var (partition, row) = Keys(Version.Clip);
        var entity = new TableEntity(partition, row)
        {
            ["Clip"] = Version.Clip.BlobName,
            [nameof(Status)] = Status.ToString(),
            ["ClipETag"] = Version.ETag,
            ["ClipLastModified"] = Version.LastModified,
            [nameof(ProcessedAt)] = ProcessedAt,
        };
        Set(entity, nameof(Reason), Reason);
        Set(entity, nameof(Detail), Detail);
        Set(entity, nameof(FeatureSet), FeatureSet);
        Set(entity, nameof(AudioFacts.DurationSeconds), Audio?.DurationSeconds);
        Set(entity, nameof(AudioFacts.SampleRate), Audio?.SampleRate);
        Set(entity, nameof(AudioFacts.Channels), Audio?.Channels);
        Set(entity, nameof(RecordingSummary.Windows), Recording?.Windows);
        Set(entity, nameof(RecordingSummary.WindowSeconds), Recording?.WindowSeconds);
        Set(entity, nameof(RecordingSummary.HopSeconds), Recording?.HopSeconds);
        PredictionColumns.Write(entity, Prediction);
        if (Recording is not null)
            PredictionColumns.WriteByLabel(entity, PredictionColumns.SharePrefix, Recording.Shares);
        return entity;
    }

    /// <summary>Reads a row.</summary>
    public static ClipResult FromEntity(TableEntity entity) => new()
    {
        Version = new ClipVersion(ClipId.FromBlobName(entity.GetString("Clip")), entity.GetString("ClipETag"), entity.GetDateTimeOffset("ClipLastModified")!.Value),
        Status = Enum.Parse<ResultStatus>(entity.GetString(nameof(Status))),
        ProcessedAt = entity.GetDateTimeOffset(nameof(ProcessedAt))!.Value,
        Prediction = PredictionColumns.Read(entity),
        Reason = entity.GetString(nameof(Reason)),
        Detail = entity.GetString(nameof(Detail)),
        FeatureSet = entity.GetString(nameof(FeatureSet)),
        Audio = entity.GetDouble(nameof(AudioFacts.DurationSeconds)) is { } duration
            ? new AudioFacts(duration, entity.GetInt32(nameof(AudioFacts.SampleRate))!.Value, entity.GetInt32(nameof(AudioFacts.Channels))!.Value)
            : null,
        Recording = entity.GetInt32(nameof(RecordingSummary.Windows)) is { } windows
            ? new RecordingSummary(
                windows,
                entity.GetDouble(nameof(RecordingSummary.WindowSeconds))!.Value,
                entity.GetDouble(nameof(RecordingSummary.HopSeconds))!.Value,
                PredictionColumns.ReadByLabel(entity, PredictionColumns.SharePrefix))
            : null,
    };

    private static void Set(TableEntity entity, string column, object? value)
    {
        if (value is not null)
            entity[column] = value;
    }
}

using Azure.Data.Tables;
using Emotion.Inference;

namespace Emotion.Pipeline.Results;

/// <summary>What the model says, as columns of a row: <c>Emotion</c>, <c>Confidence</c>, <c>Uncertain</c>, <c>ModelVersion</c> and <c>P_{label}</c>.</summary>
internal static class PredictionColumns
{
    /// <summary>Of the columns of probabilities.</summary>
    public const string ProbabilityPrefix = "P_";

    /// <summary>Of the columns that say which share of a recording's windows a label has.</summary>
    public const string SharePrefix = "Share_";

    public static void Write(TableEntity entity, Prediction? prediction)
    {
        if (prediction is null)
            return;
        entity[nameof(Prediction.ModelVersion)] = prediction.ModelVersion;
        entity[nameof(Prediction.Emotion)] = prediction.Emotion;
        entity[nameof(Prediction.Confidence)] = prediction.Confidence;
        if (prediction.Uncertain is { } uncertain)
            entity[nameof(Prediction.Uncertain)] = uncertain;
        WriteByLabel(entity, ProbabilityPrefix, prediction.Probabilities);
    }

    /// <summary>Null where there is none.</summary>
    public static Prediction? Read(TableEntity entity) => entity.GetString(nameof(Prediction.Emotion)) is { } emotion
        ? new Prediction(
            emotion,
            entity.GetDouble(nameof(Prediction.Confidence))!.Value,
            ReadByLabel(entity, ProbabilityPrefix),
            entity.GetString(nameof(Prediction.ModelVersion)))
        {
            Uncertain = entity.GetBoolean(nameof(Prediction.Uncertain)),
        }
        : null;

    /// <summary>A column for each label.</summary>
    public static void WriteByLabel(TableEntity entity, string prefix, IReadOnlyDictionary<string, double> values)
    {
        foreach (var (label, value) in values)
            entity[prefix + label] = value;
    }

    /// <summary>Those labels that there are columns of.</summary>
    public static Dictionary<string, double> ReadByLabel(TableEntity entity, string prefix) => EmotionLabels.All
        .Where(label => entity.ContainsKey(prefix + label))
        .ToDictionary(label => label, label => entity.GetDouble(prefix + label)!.Value);
}

using System.Globalization;
using Azure.Data.Tables;

namespace Emotion.Pipeline.Results;

/// <summary>What to look for in the results: rows for which all of it holds. The storage looks, so that only those travel.</summary>
/// <param name="Corpus">Only this corpus.</param>
/// <param name="Emotion">Only this emotion.</param>
/// <param name="MinConfidence">Only clips whose emotion has at least this probability.</param>
/// <param name="Status">Only this outcome.</param>
public sealed record ResultQuery(string? Corpus = null, string? Emotion = null, double? MinConfidence = null, ResultStatus? Status = null)
{
    /// <summary>Only clips whose emotion has at most this probability.</summary>
    public double? MaxConfidence { get; init; }

    /// <summary>Only answers that the model's card calls uncertain, or only the others.</summary>
    public bool? Uncertain { get; init; }

    /// <summary>Only answers of this model.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Only clips whose name, corpus included, begins so: <c>study1/day 1/</c>.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Only rows made then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only rows made before.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The query as an OData filter; null for everything.</summary>
    internal string? ToFilter()
    {
        string?[] clauses =
        [
            Corpus is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Encode(Corpus)}"),
            Emotion is null ? null : TableClient.CreateQueryFilter($"Emotion eq {Emotion}"),
            MinConfidence is null ? null : $"Confidence ge {Literal(MinConfidence.Value)}",
            MaxConfidence is null ? null : $"Confidence le {Literal(MaxConfidence.Value)}",
            Uncertain is null ? null : TableClient.CreateQueryFilter($"Uncertain eq {Uncertain.Value}"),
            Status is null ? null : TableClient.CreateQueryFilter($"Status eq {Status.Value.ToString()}"),
            ModelVersion is null ? null : TableClient.CreateQueryFilter($"ModelVersion eq {ModelVersion}"),
            NamePrefix is null ? null : TableClient.CreateQueryFilter($"Clip ge {NamePrefix} and Clip lt {NamePrefix + char.MaxValue}"),
            Since is null ? null : TableClient.CreateQueryFilter($"ProcessedAt ge {Since.Value}"),
            Before is null ? null : TableClient.CreateQueryFilter($"ProcessedAt lt {Before.Value}"),
        ];
        var given = string.Join(" and ", clauses.OfType<string>());
        return given.Length == 0 ? null : given;
    }

    /// <summary>A double as OData writes it. The SDK would leave out the point of whole numbers, and Azure would take those for integers, which no double equals.</summary>
    private static string Literal(double value) => value.ToString("0.0###############", CultureInfo.InvariantCulture);
}

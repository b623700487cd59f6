using CsvHelper;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Rendering;

/// <summary>Results as CSV, one row per clip, with a column <c>P_{label}</c> for each label.</summary>
internal static class ResultCsv
{
    private static readonly string[] Columns =
    [
        "Corpus", "Path", "Status", "Emotion", "Confidence", "Uncertain", .. EmotionLabels.All.Select(label => "P_" + label), "Reason", "Detail",
        "DurationSeconds", "SampleRate", "Channels", "FeatureSet", "ModelVersion", "ClipETag", "ClipLastModified", "ProcessedAt",
    ];

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<ClipResult> results, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in Columns)
            csv.WriteField(column);
        await csv.EndRecordAsync(cancel);

        await foreach (var record in results.Select(ResultRecord.Of).WithCancellation(cancel))
        {
            csv.WriteField(record.Corpus);
            csv.WriteField(record.Path);
            csv.WriteField(record.Status);
            csv.WriteField(record.Emotion);
            csv.WriteField(record.Confidence);
            csv.WriteField(record.Uncertain);
            foreach (var label in EmotionLabels.All)
                csv.WriteField(record.Probabilities?.TryGetValue(label, out var probability) == true ? probability : null as double?);
            csv.WriteField(record.Reason);
            csv.WriteField(record.Detail);
            csv.WriteField(record.DurationSeconds);
            csv.WriteField(record.SampleRate);
            csv.WriteField(record.Channels);
            csv.WriteField(record.FeatureSet);
            csv.WriteField(record.ModelVersion);
            csv.WriteField(record.ClipETag);
            csv.WriteField(record.ClipLastModified.ToString("O"));
            csv.WriteField(record.ProcessedAt.ToString("O"));
            await csv.EndRecordAsync(cancel);
        }
    }
}

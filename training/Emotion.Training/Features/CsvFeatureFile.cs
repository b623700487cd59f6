using CsvHelper;
using Emotion.Training.Corpora;

namespace Emotion.Training.Features;

/// <summary>As CSV; each number is the shortest that reads back as the same float32.</summary>
internal sealed class CsvFeatureFile(string path) : FeatureFile(path)
{
    /// <inheritdoc/>
    protected override async Task<int> WriteAsync(Stream stream, IEnumerable<Row> rows, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in FeatureTable.Names.Select(name => name.Name).Append(FeatureTable.Copy).Concat(FeatureTable.Features))
            csv.WriteField(column);
        await csv.EndRecordAsync(cancellation);

        var written = 0;
        foreach (var row in rows)
        {
            foreach (var name in FeatureTable.Names)
                csv.WriteField(name.Of(row));
            csv.WriteField(row.Copy);
            foreach (var feature in row.Features)
                csv.WriteField(feature);
            await csv.EndRecordAsync(cancellation);
            written++;
        }

        return written;
    }
}

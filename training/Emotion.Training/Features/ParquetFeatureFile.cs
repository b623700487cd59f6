using Emotion.Training.Corpora;
using Parquet;
using Parquet.Schema;

namespace Emotion.Training.Features;

/// <summary>As Parquet: strings, an int32 for the copy, and float32 features.</summary>
internal sealed class ParquetFeatureFile(string path) : FeatureFile(path)
{
    private const int RowsPerGroup = 8192; // the most rows that are held as columns at a time: 6 MB

    private static readonly DataField[] Names = [.. FeatureTable.Names.Select(name => new DataField<string>(name.Name, nullable: false))];
    private static readonly DataField Copy = new DataField<int>(FeatureTable.Copy);
    private static readonly DataField[] Features = [.. FeatureTable.Features.Select(name => new DataField<float>(name))];

    /// <inheritdoc/>
    protected override async Task<int> WriteAsync(Stream stream, IEnumerable<Row> rows, CancellationToken cancellation)
    {
        var schema = new ParquetSchema([.. Names, Copy, .. Features]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation);
        var written = 0;
        foreach (var group in rows.Chunk(RowsPerGroup))
        {
            await WriteGroupAsync(writer, group, cancellation);
            written += group.Length;
        }

        return written;
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, Row[] rows, CancellationToken cancellation)
    {
        using var group = writer.CreateRowGroup();
        foreach (var (field, name) in Names.Zip(FeatureTable.Names))
            await group.WriteAsync(field, [.. rows.Select(name.Of)]);
        await group.WriteAsync<int>(Copy, rows.Select(row => row.Copy).ToArray(), cancellationToken: cancellation);
        foreach (var (i, field) in Features.Index())
            await group.WriteAsync<float>(field, rows.Select(row => row.Features[i]).ToArray(), cancellationToken: cancellation);
    }
}

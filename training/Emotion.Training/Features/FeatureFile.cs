using Emotion.Training.Corpora;

namespace Emotion.Training.Features;

/// <summary>A file that holds a <see cref="FeatureTable"/>.</summary>
public abstract class FeatureFile(string path)
{
    /// <summary>The file in the format that its extension names.</summary>
    /// <exception cref="TrainingException">The extension is neither .csv nor .parquet.</exception>
    public static FeatureFile For(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => new CsvFeatureFile(path),
        ".parquet" => new ParquetFeatureFile(path),
        _ => throw new TrainingException($"--out {path}: the name must end in .csv or .parquet, which says what to write."),
    };

    /// <summary>Writes all rows, in place of what the file held.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> WriteAsync(Dataset dataset, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var stream = File.Create(path);
        return await WriteAsync(stream, FeatureTable.RowsOf(dataset), cancellation);
    }

    /// <summary>Writes rows as they come.</summary>
    protected abstract Task<int> WriteAsync(Stream stream, IEnumerable<Row> rows, CancellationToken cancellation);
}

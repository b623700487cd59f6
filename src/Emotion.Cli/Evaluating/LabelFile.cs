using CsvHelper;
using Emotion.Cli.Commands;

namespace Emotion.Cli.Evaluating;

/// <summary>
/// Labels that people gave: a CSV file with columns <c>path</c> (the clip's path in its corpus) and <c>emotion</c>, in any order and beside others.
/// Its separator (comma, semicolon, tab or bar) is found by itself.
/// </summary>
/// <param name="ByPath">Labels as they are spelt there; a line without one is left out.</param>
internal sealed record LabelFile(IReadOnlyDictionary<string, string> ByPath)
{
    private const char Replacement = '\uFFFD'; // what a byte becomes that is no UTF-8

    private static readonly string[] Needed = ["path", "emotion"];
    private static readonly CsvReaderOptions Format = new() { TrackLineNumbers = true, TrimWhitespace = true, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandException">It is missing, is no CSV, lacks a column, is not in UTF-8, or names a clip twice.</exception>
    public static LabelFile Read(string file)
    {
        if (!File.Exists(file))
            throw new CommandException($"{file} does not exist.");
        try
        {
            using var csv = CsvReader.FromFile(file, Format);
            return Read(csv, file);
        }
        catch (CsvFormatException e)
        {
            throw new CommandException($"{file} is no well-formed CSV: {e.Message}");
        }
    }

    private static LabelFile Read(CsvReader csv, string file)
    {
        csv.ReadHeader();
        if (Needed.FirstOrDefault(column => !csv.TryGetFieldIndex(column, out _)) is { } missing)
            throw new CommandException($"{file} lacks column {missing}: its columns are {string.Join(", ", csv.Headers)}. The first line must name path and emotion.");
        csv.TryGetFieldIndex("path", out var pathColumn);
        csv.TryGetFieldIndex("emotion", out var emotionColumn);

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var (path, emotion) = (csv.GetString(pathColumn).Replace('\\', '/'), csv.GetString(emotionColumn));
            if (emotion.Length == 0)
                continue; // not labelled, or one of the empty lines that spreadsheets leave
            if (path.Length == 0)
                throw new CommandException($"{file}, line {csv.LineNumber}: column path is empty.");
            if (path.Contains(Replacement, StringComparison.Ordinal))
                throw new CommandException($"{file}, line {csv.LineNumber}: {path} is not written in UTF-8. Save the file as 'CSV UTF-8'.");
            if (!labels.TryAdd(path, emotion))
                throw new CommandException($"{file}, line {csv.LineNumber}: {path} has a label already. Leave one line for each clip.");
        }

        return new LabelFile(labels);
    }
}

using CsvHelper;

namespace Emotion.Training.Corpora;

/// <summary>A line of a manifest, as it stands there.</summary>
/// <param name="Path">The clip's file.</param>
/// <param name="Emotion">Its label, in any spelling.</param>
/// <param name="Speaker">Whose voice it is.</param>
/// <param name="Split">The part that it goes into; null where the manifest does not say.</param>
/// <param name="Gender">The speaker's; unknown where the manifest does not say.</param>
/// <param name="Sentence">Names what is said; null where the manifest does not say.</param>
internal sealed record ManifestRow(string Path, string Emotion, string Speaker, GivenSplit? Split, Gender Gender, string? Sentence);

/// <summary>
/// Reads a manifest: a CSV file with a header; its columns may stand in any order, in any case, and beside others. The separator (comma, semicolon,
/// tab or bar) is found by itself.
/// </summary>
internal static class ManifestReader
{
    private static readonly string[] Needed = ["path", "emotion", "speaker"];
    private static readonly CsvReaderOptions Format = new()
    {
        TrackLineNumbers = true,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The lines, in order.</summary>
    /// <exception cref="TrainingException">The file is missing, is no CSV, or a column or a value that is needed is not there.</exception>
    public static IReadOnlyList<ManifestRow> Read(string file)
    {
        if (!File.Exists(file))
            throw new TrainingException($"The manifest {file} does not exist.");
        try
        {
            using var csv = CsvReader.FromFile(file, Format);
            return ReadAll(csv, file);
        }
        catch (CsvFormatException e)
        {
            throw new TrainingException($"The manifest {file} is no well-formed CSV: {e.Message}", e);
        }
    }

    private static List<ManifestRow> ReadAll(CsvReader csv, string file)
    {
        csv.ReadHeader();
        var missing = Needed.Where(column => !csv.TryGetFieldIndex(column, out _)).ToList();
        if (missing.Count > 0)
        {
            throw new TrainingException($"The manifest {file} lacks {string.Join(" and ", missing)}: its columns are {string.Join(", ", csv.Headers)}. "
                + $"The first line must name {string.Join(", ", Needed)}; split, gender and sentence may be added.");
        }

        var rows = new List<ManifestRow>();
        while (csv.Read())
        {
            var sentence = Value("sentence");
            rows.Add(new ManifestRow(
                Filled("path"), Value("emotion"), Filled("speaker"), SplitOf(Value("split"), Fault), GenderOf(Value("gender")), sentence.Length > 0 ? sentence : null));
        }

        return rows;

        string Value(string column) => csv.TryGetFieldIndex(column, out var index) ? csv.GetString(index) : "";
        string Filled(string column) => Value(column) is { Length: > 0 } value ? value : throw Fault($"column {column} is empty");
        TrainingException Fault(string what) => new($"The manifest {file}, line {csv.LineNumber}: {what}.");
    }

    private static GivenSplit? SplitOf(string value, Func<string, TrainingException> fault) => value.ToLowerInvariant() switch
    {
        "" => null,
        "train" or "training" => GivenSplit.Train,
        "validation" or "val" or "dev" => GivenSplit.Validation,
        "test" => GivenSplit.Test,
        _ => throw fault($"split is '{value}', but must be train, validation (or val, dev), test, or empty"),
    };

    private static Gender GenderOf(string value) => value.ToLowerInvariant() switch
    {
        "f" or "female" => Gender.Female,
        "m" or "male" => Gender.Male,
        _ => Gender.Unknown,
    };
}

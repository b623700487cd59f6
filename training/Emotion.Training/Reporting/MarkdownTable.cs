using System.Text;

namespace Emotion.Training.Reporting;

/// <summary>A table in GitHub's Markdown, its columns lined up, so that it reads well as plain text too; numbers stand to the right.</summary>
/// <param name="header">The first column's header, then those of the numbers.</param>
public sealed class MarkdownTable(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [header];

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add([.. cells.Select(Escaped)]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var widths = header.Select((_, column) => _rows.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        Append(text, Aligned(header, widths));
        Append(text, widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ':'));
        foreach (var row in _rows.Skip(1))
            Append(text, Aligned(row, widths));
        return text.ToString();
    }

    private static IEnumerable<string> Aligned(IReadOnlyList<string> cells, IReadOnlyList<int> widths) =>
        cells.Zip(widths).Select((cell, column) => column == 0 ? cell.First.PadRight(cell.Second) : cell.First.PadLeft(cell.Second));

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

using System.Text;

namespace Emotion.Training.Reporting;

/// <summary>A table in GitHub's Markdown; numbers stand to the right.</summary>
/// <param name="header">The first column's header, then those of the numbers.</param>
public sealed class MarkdownTable(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, header);
        Append(text, header.Select((_, column) => column == 0 ? "---" : "---:"));
        foreach (var row in _rows)
            Append(text, row.Select(Escaped));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

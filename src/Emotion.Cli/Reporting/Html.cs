using System.Globalization;
using System.Net;

namespace Emotion.Cli.Reporting;

/// <summary>The pieces that a report's page is made of.</summary>
internal static class Html
{
    /// <summary>Text, with what would be markup escaped.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A table in a frame that scrolls by itself where a screen is narrow.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">Cells as markup; the first of each row names it.</param>
    public static string Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<Cell>> rows) => $"""
        <div class="frame" role="region" tabindex="0" aria-label="{Encode(caption)}"><table>
        <caption>{Encode(caption)}</caption>
        <thead><tr>{string.Concat(header.Select(name => $"<th scope=\"col\">{Encode(name)}</th>"))}</tr></thead>
        <tbody>
        {string.Join('\n', rows.Select(Row))}
        </tbody></table></div>

        """;

    /// <summary>A bar with a whisker for its interval; the numbers stand beside it, so readers of the screen need not see it.</summary>
    /// <param name="share">Its length, 0 to 1.</param>
    /// <param name="low">Where the whisker begins.</param>
    /// <param name="high">Where it ends.</param>
    public static string Bar(double share, double low, double high) => Text($"""
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="fill" width="{100 * share:0.##}" height="10"/><rect class="whisker" x="{100 * low:0.##}" y="4" width="{100 * (high - low):0.##}" height="2"/></svg>
        """);

    /// <summary>Columns side by side.</summary>
    /// <param name="label">What they show, for readers of the screen.</param>
    /// <param name="heights">At least one; the tallest fills the height.</param>
    /// <param name="mark">Where a line stands, 0 to 1 of the width; null for none.</param>
    public static string Columns(string label, IReadOnlyList<int> heights, double? mark)
    {
        var tallest = Math.Max(1, heights.Max());
        var width = 100.0 / heights.Count;
        var columns = heights.Index().Select(column => Text(
            $"<rect class=\"fill\" x=\"{column.Index * width + 0.3:0.##}\" y=\"{40 - 40.0 * column.Item / tallest:0.##}\" width=\"{width - 0.6:0.##}\" height=\"{40.0 * column.Item / tallest:0.##}\"/>"));
        var line = mark is { } at ? Text($"<rect class=\"whisker\" x=\"{100 * at - 0.2:0.##}\" width=\"0.4\" height=\"40\"/>") : "";
        return $"""
            <svg class="columns" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label="{Encode(label)}">{string.Concat(columns)}{line}</svg>
            <div class="axis" aria-hidden="true"><span>0</span><span>0.25</span><span>0.5</span><span>0.75</span><span>1</span></div>

            """;
    }

    /// <summary>An area over time; what it tells stands in words beside it.</summary>
    /// <param name="heights">From left to right, 0 to 1.</param>
    public static string Area(IReadOnlyList<double> heights)
    {
        var steps = string.Concat(heights.Select((height, i) => Text($"V{1 - height:0.##}H{i + 1}")));
        return Text($"""<svg class="area" viewBox="0 0 {heights.Count} 1" preserveAspectRatio="none" aria-hidden="true"><path class="fill" d="M0 1{steps}V1Z"/></svg>""");
    }

    /// <summary>By the rules of no country.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>12.3 %</summary>
    public static string Percent(double share) => Text($"{100 * share:0.0} %");

    private static string Row(IReadOnlyList<Cell> cells) =>
        $"<tr><th scope=\"row\">{cells[0].Markup}</th>{string.Concat(cells.Skip(1).Select(cell => $"<td{(cell.Class is null ? "" : $" class=\"{cell.Class}\"")}>{cell.Markup}</td>"))}</tr>";
}

/// <summary>A cell of a table.</summary>
/// <param name="Markup">What it holds.</param>
/// <param name="Class">How it looks, by the style sheet; null for a number.</param>
internal readonly record struct Cell(string Markup, string? Class = null)
{
    public static implicit operator Cell(string markup) => new(markup);
}

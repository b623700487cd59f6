using System.CommandLine;
using Emotion.Cli.Commands;
using Emotion.Pipeline.Exporting;

namespace Emotion.Cli.Rendering;

/// <summary><c>--format</c> and <c>--out</c>: a table for the terminal, or rows in a format for other programs.</summary>
internal sealed class TableFormat
{
    private const string Terminal = "table";
    private const string Parquet = "parquet";

    private readonly Option<string> _format = new("--format") { Description = "How to write them.", DefaultValueFactory = _ => Terminal };
    private readonly Option<string?> _file = new("--out", "-o") { Description = "Write to this file, and not to the terminal.", HelpName = "FILE" };

    /// <summary>Adds both options to a command.</summary>
    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(Terminal, "csv", "json", "jsonl", Parquet);
        command.Options.Add(_format);
        command.Options.Add(_file);
    }

    /// <summary>The format that was asked for.</summary>
    public string Name(ParseResult parsed) => parsed.GetValue(_format)!;

    /// <summary>The file that was asked for.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    /// <summary>Whether it is for the terminal.</summary>
    /// <exception cref="CommandException">The two options do not go together.</exception>
    public bool IsForTerminal(ParseResult parsed) => (Name(parsed), File(parsed)) switch
    {
        (Parquet, null) => throw new CommandException("Parquet is no text: name a file by --out."),
        (Terminal, not null) => throw new CommandException("A table is for the terminal: add --format csv, json, jsonl or parquet to write a file."),
        var (format, _) => format == Terminal,
    };

    /// <summary>Writes rows for other programs.</summary>
    public Task WriteAsync<TRow>(ParseResult parsed, IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancel) =>
        OutputFile.WriteAsync(File(parsed), stream => Name(parsed) switch
        {
            "json" => JsonTable.WriteArrayAsync(stream, rows, cancel),
            "jsonl" => JsonTable.WriteLinesAsync(stream, rows, cancel),
            Parquet => ParquetTable.WriteAsync(stream, columns, rows, cancel),
            _ => CsvTable.WriteAsync(stream, columns, rows, cancel),
        });
}

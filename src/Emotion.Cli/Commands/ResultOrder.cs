using System.CommandLine;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary>The options that say in which order rows come, and which part of them.</summary>
internal sealed class ResultOrder
{
    private const string ByName = "name";
    private const string ByConfidence = "confidence";
    private const string ByDate = "date";

    private readonly Option<string> _sort = new("--sort")
    {
        Description = "By name streams, whatever the number of rows; by confidence or date, or backwards, all are held in memory first. Clips without an answer come last by confidence.",
        DefaultValueFactory = _ => ByName,
    };

    private readonly Option<bool> _descending = new("--descending") { Description = "The last first." };
    private readonly Option<int> _skip = new("--skip") { Description = "Leave out so many rows at the start.", HelpName = "NUMBER" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Show so many rows at most. Default: 100 in a table for people, else all.", HelpName = "NUMBER" };

    private const int Most = 1_000_000_000; // rows, so that sums stay whole numbers

    public ResultOrder()
    {
        _sort.AcceptOnlyFromAmong(ByName, ByConfidence, ByDate);
        _skip.MustLieBetween(0, Most);
        _limit.MustLieBetween(1, Most);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_sort, _descending, _skip, _limit])
            command.Options.Add(option);
    }

    /// <summary>Whether any of it was asked for.</summary>
    public bool IsGiven(ParseResult parsed) => ((Option[])[_sort, _descending, _skip, _limit]).Any(option => parsed.GetResult(option) is { Implicit: false });

    public int Skip(ParseResult parsed) => parsed.GetValue(_skip);

    public int? Limit(ParseResult parsed) => parsed.GetValue(_limit);

    public IAsyncEnumerable<ClipResult> Sort(ParseResult parsed, IAsyncEnumerable<ClipResult> rows)
    {
        var descending = parsed.GetValue(_descending);
        return parsed.GetValue(_sort) switch
        {
            ByConfidence => descending ? Answered().ThenByDescending(Confidence) : Answered().ThenBy(Confidence),
            ByDate => descending ? rows.OrderByDescending(row => row.ProcessedAt) : rows.OrderBy(row => row.ProcessedAt),
            _ => descending ? rows.Reverse() : rows,
        };

        IOrderedAsyncEnumerable<ClipResult> Answered() => rows.OrderBy(row => row.Prediction is null);
        static double? Confidence(ClipResult row) => row.Prediction?.Confidence;
    }
}

using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Results;

/// <summary>The results: table <c>EmotionResults</c>, one row per clip.</summary>
public sealed class ResultTable(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "EmotionResults";

    /// <summary>So many answers of the storage are put into one page at most: a filter that hits little may make it look through many rows, a part at a time.</summary>
    private const int MostLooks = 10;

    private readonly TableClient _table = tables.GetTableClient(TableName);

    /// <summary>Creates the table where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>A clip's row and its ETag; null where there is none.</summary>
    public async Task<(ClipResult Result, ETag Row)?> FindAsync(ClipId clip, CancellationToken cancel)
    {
        var (partition, row) = ClipResult.Keys(clip);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
        return found.HasValue ? (ClipResult.FromEntity(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>Adds a row, or replaces the one that was read with <see cref="FindAsync"/>.</summary>
    /// <returns>False where another writer was faster: read again and decide anew.</returns>
    public async Task<bool> TryWriteAsync(ClipResult result, ETag? replaces, CancellationToken cancel)
    {
        try
        {
            if (replaces is { } etag)
                await _table.UpdateEntityAsync(result.ToEntity(), etag, TableUpdateMode.Replace, cancel);
            else
                await _table.AddEntityAsync(result.ToEntity(), cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 || (e.Status == 404 && replaces is not null))
        {
            return false;
        }
    }

    /// <summary>Streams the rows that a query asks for, by corpus and path.</summary>
    public IAsyncEnumerable<ClipResult> QueryAsync(ResultQuery query, CancellationToken cancel) => QueryAsync(query, columns: null, cancel);

    /// <summary>The same rows with status and reason alone, which is a fraction to transfer.</summary>
    public IAsyncEnumerable<ClipResult> QueryOutcomesAsync(ResultQuery query, CancellationToken cancel) => QueryAsync(query, ClipResult.OutcomeColumns, cancel);

    /// <summary>The same rows with status and answer, without probabilities and details.</summary>
    public IAsyncEnumerable<ClipResult> QueryAnswersAsync(ResultQuery query, CancellationToken cancel) => QueryAsync(query, ClipResult.AnswerColumns, cancel);

    /// <summary>A page of the rows that a query asks for, by corpus and path.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">The most rows, up to 1000.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The rows, and where the next page begins: null at the end. Before it a page may have fewer rows than the limit, even none.</returns>
    public async Task<(IReadOnlyList<ClipResult> Rows, string? Next)> QueryPageAsync(ResultQuery query, int limit, string? after, CancellationToken cancel)
    {
        var rows = new List<ClipResult>();
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var found = _table.QueryAsync<TableEntity>(query.ToFilter(), maxPerPage: limit - rows.Count, cancellationToken: cancel);
            var page = await found.AsPages(after).FirstAsync(cancel);
            rows.AddRange(page.Values.Select(ClipResult.FromEntity));
            after = string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken;
            if (after is null || rows.Count == limit)
                break;
        }

        return (rows, after);
    }

    private async IAsyncEnumerable<ClipResult> QueryAsync(ResultQuery query, IEnumerable<string>? columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var entity in _table.QueryAsync<TableEntity>(query.ToFilter(), select: columns, cancellationToken: cancel))
            yield return ClipResult.FromEntity(entity);
    }
}

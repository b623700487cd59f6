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

    private async IAsyncEnumerable<ClipResult> QueryAsync(ResultQuery query, IEnumerable<string>? columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var entity in _table.QueryAsync<TableEntity>(query.ToFilter(), select: columns, cancellationToken: cancel))
            yield return ClipResult.FromEntity(entity);
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Results;

/// <summary>
/// The windows of recordings: table <c>EmotionSegments</c>, a partition per recording, a row per window. Rows carry the ETag of the bytes in their key,
/// so that those of replaced bytes never mix with the new ones; which bytes count, the row in <see cref="ResultTable"/> says.
/// </summary>
public sealed class SegmentTable(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "EmotionSegments";

    private const int MostPerTransaction = 100;
    private const int TransactionsAtOnce = 4;
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly TableClient _table = tables.GetTableClient(TableName);

    /// <summary>Creates the table where it is missing.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>The windows of a recording, by start; none where it was scored as a whole.</summary>
    /// <param name="row">The recording's row, which says of which bytes, and how many there are.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<ClipSegment> QueryAsync(ClipResult row, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (row.Recording is not { } recording)
            yield break;
        await foreach (var entity in _table.QueryAsync<TableEntity>(Filter(row.Version, from: 0), cancellationToken: cancel).Take(recording.Windows).WithCancellation(cancel))
            yield return FromEntity(entity);
    }

    /// <summary>Writes the windows of a recording over what is there.</summary>
    public async Task WriteAsync(ClipVersion version, IReadOnlyList<ClipSegment> segments, CancellationToken cancel)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(segments.Chunk(MostPerTransaction), parallel, async (some, token) =>
        {
            var actions = some.Select(segment => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(version, segment)));
            await _table.SubmitTransactionAsync(actions, token);
        });
    }

    /// <summary>Removes the windows of a recording.</summary>
    /// <param name="version">Which bytes.</param>
    /// <param name="from">From this number on; 0 for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task RemoveAsync(ClipVersion version, int from, CancellationToken cancel)
    {
        var rows = await _table.QueryAsync<TableEntity>(Filter(version, from), select: Keys, cancellationToken: cancel).ToListAsync(cancel);
        foreach (var some in rows.Chunk(MostPerTransaction))
        {
            try
            {
                await _table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)), cancel);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return; // another worker is removing them
            }
        }
    }

    private static string Partition(ClipId clip) => TableKey.Encode(clip.BlobName);

    private static string Row(ClipVersion version, int window) => string.Create(CultureInfo.InvariantCulture, $"{TableKey.Encode(version.ETag)}-{window:0000000}");

    private static string Filter(ClipVersion version, int from) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Partition(version.Clip)} and RowKey ge {Row(version, from)} and RowKey lt {TableKey.Encode(version.ETag) + "."}"); // '.' follows '-'

    private static TableEntity ToEntity(ClipVersion version, ClipSegment segment)
    {
        var entity = new TableEntity(Partition(version.Clip), Row(version, segment.Window))
        {
            ["Clip"] = version.Clip.BlobName,
            [nameof(ClipSegment.Window)] = segment.Window,
            [nameof(ClipSegment.StartSeconds)] = segment.StartSeconds,
            [nameof(ClipSegment.EndSeconds)] = segment.EndSeconds,
        };
        PredictionColumns.Write(entity, segment.Prediction);
        return entity;
    }

    private static ClipSegment FromEntity(TableEntity entity) => new(
        entity.GetInt32(nameof(ClipSegment.Window))!.Value,
        entity.GetDouble(nameof(ClipSegment.StartSeconds))!.Value,
        entity.GetDouble(nameof(ClipSegment.EndSeconds))!.Value,
        PredictionColumns.Read(entity)!);
}

using Azure.Data.Tables;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>A clip's row as the table stores it.</summary>
public sealed class ResultTableTests(AzuriteFixture azurite) : IDisposable
{
    private readonly PipelineFixture _pipeline = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_scored_again_by_a_model_of_fewer_labels_keeps_no_probability_of_the_labels_that_are_gone()
    {
        var version = new ClipVersion(PipelineFixture.NewClip(), "0x1", DateTimeOffset.UnixEpoch);
        string[] six = ["angry", "disgust", "fear", "happy", "neutral", "sad"];

        await RecordAsync(version, EmotionLabels.All);
        Assert.Equal(EmotionLabels.All.Select(label => $"P_{label}"), await ProbabilityColumnsAsync(version.Clip));
        await RecordAsync(version, six);

        Assert.Equal(six.Select(label => $"P_{label}"), await ProbabilityColumnsAsync(version.Clip));
        var prediction = (await _pipeline.RowAsync(version.Clip, Cancel))!.Prediction!;
        Assert.Equal(six, prediction.Probabilities.Keys);
        Assert.Equal("6 labels", prediction.ModelVersion);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task A_row_says_whether_its_answer_is_uncertain_and_one_from_before_that_was_known_says_nothing(bool? uncertain)
    {
        var version = new ClipVersion(PipelineFixture.NewClip(), "0x1", DateTimeOffset.UnixEpoch);
        await RecordAsync(version, EmotionLabels.All, uncertain);
        Assert.Equal(uncertain, (await _pipeline.RowAsync(version.Clip, Cancel))!.Prediction!.Uncertain);
        Assert.Equal(uncertain is not null, (await ColumnsAsync(version.Clip)).Contains("Uncertain"));
    }

    [Theory]
    [InlineData("x' or PartitionKey ne '")]
    [InlineData("' or 1 eq 1 or '")]
    [InlineData("o'brien; drop table")]
    public async Task A_name_that_is_a_query_finds_itself_and_nothing_else(string name)
    {
        var version = new ClipVersion(new ClipId(name, $"{Guid.NewGuid():N}/' or true.wav"), "0x1", DateTimeOffset.UnixEpoch);
        await RecordAsync(version with { Clip = PipelineFixture.NewClip() }, EmotionLabels.All);
        await RecordAsync(version, EmotionLabels.All);

        var found = await _pipeline.Results.QueryAsync(new ResultQuery(name), Cancel).ToListAsync(Cancel);
        Assert.All(found, row => Assert.Equal(name, row.Version.Clip.Corpus));
        Assert.Contains(version, found.Select(row => row.Version));
        Assert.Empty(await _pipeline.Results.QueryAsync(new ResultQuery(Emotion: name), Cancel).ToListAsync(Cancel));
    }

    public void Dispose() => _pipeline.Dispose();

    private async Task RecordAsync(ClipVersion version, IReadOnlyList<string> labels, bool? uncertain = null)
    {
        var probabilities = labels.ToDictionary(label => label, _ => 1.0 / labels.Count);
        Assert.True(await _pipeline.Get<ResultRecorder>().RecordAsync(
            new ClipResult
            {
                Version = version,
                Status = ResultStatus.Scored,
                ProcessedAt = _pipeline.Clock.GetUtcNow(),
                Prediction = new Prediction(labels[0], 1.0 / labels.Count, probabilities, $"{labels.Count} labels") { Uncertain = uncertain },
            },
            Cancel));
    }

    private async Task<IEnumerable<string>> ProbabilityColumnsAsync(ClipId clip) =>
        (await ColumnsAsync(clip)).Where(column => column.StartsWith("P_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private async Task<IEnumerable<string>> ColumnsAsync(ClipId clip)
    {
        var (partition, row) = ClipResult.Keys(clip);
        return (await azurite.Storage.Tables.GetTableClient(ResultTable.TableName).GetEntityAsync<TableEntity>(partition, row, cancellationToken: Cancel)).Value.Keys;
    }
}

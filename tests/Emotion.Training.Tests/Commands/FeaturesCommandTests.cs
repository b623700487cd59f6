using System.Globalization;
using CsvHelper;
using Emotion.Audio.Features;
using Emotion.Training.Tests.Support;
using Parquet;

namespace Emotion.Training.Tests.Commands;

public sealed class FeaturesCommandTests : IDisposable
{
    private static readonly string[] Leading = ["path", "corpus", "speaker", "label", "copy", "mfcc_0"];

    private readonly TemporaryFolder _folder = new();

    public FeaturesCommandTests()
    {
        _folder.Write("ravdess/Actor_02/03-01-04-01-01-01-02.wav", Voice.Wav(0));
        _folder.Write("ravdess/Actor_02/03-01-05-01-01-01-02.wav", Voice.Wav(1));
    }

    [Fact]
    public async Task Csv_reads_back_as_the_features_that_were_computed()
    {
        var run = await Export("table.csv");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("Wrote 2 rows", run.Output, StringComparison.Ordinal);

        using var csv = CsvReader.FromFile(At("table.csv"));
        csv.ReadHeader();
        string[] headers = [.. csv.Headers];
        Assert.Equal(5 + FeatureSet.Length, headers.Length);
        Assert.Equal(Leading, headers.Take(Leading.Length));
        Assert.Equal(["mfcc_39", "chroma_0"], headers[44..46]);
        Assert.Equal(["chroma_11", "mel_0"], headers[56..58]);
        Assert.Equal("mel_127", headers[^1]);

        for (var clip = 0; clip < 2; clip++)
        {
            Assert.True(csv.Read());
            string[] names = [.. Enumerable.Range(0, 5).Select(csv.GetString)];
            Assert.Equal([$"Actor_02/03-01-0{4 + clip}-01-01-01-02.wav", "ravdess", "Actor_02", clip == 0 ? "sad" : "angry", "0"], names);
            Assert.Equal(
                Voice.Features(clip),
                Enumerable.Range(5, FeatureSet.Length).Select(i => float.Parse(csv.GetString(i), CultureInfo.InvariantCulture)));
        }

        Assert.False(csv.Read());
    }

    [Fact]
    public async Task Parquet_reads_back_as_the_features_that_were_computed()
    {
        (await Export("table.parquet")).AssertSucceeded();

        await using var parquet = await ParquetReader.CreateAsync(At("table.parquet"), cancellationToken: TestContext.Current.CancellationToken);
        var fields = parquet.Schema.DataFields;
        Assert.Equal(5 + FeatureSet.Length, fields.Length);
        Assert.Equal(Leading, fields.Take(Leading.Length).Select(field => field.Name));

        using var group = parquet.OpenRowGroupReader(0);
        Assert.Equal(2, group.RowCount);
        var labels = new string[2];
        await group.ReadAsync(fields[3], labels, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["sad", "angry"], labels);
        var copies = new int[2];
        await group.ReadAsync<int>(fields[4], copies, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0, 0], copies);
        for (var i = 0; i < FeatureSet.Length; i++)
        {
            var values = new float[2];
            await group.ReadAsync<float>(fields[5 + i], values, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal([Voice.Features(0)[i], Voice.Features(1)[i]], values);
        }
    }

    [Theory]
    [InlineData("table.xlsx")]
    [InlineData("table")]
    public async Task Another_extension_is_refused_before_any_work(string name)
    {
        var run = await Export(name);
        run.AssertFailed(".csv or .parquet");
        Assert.Empty(run.Output);
        Assert.False(File.Exists(At(name)));
    }

    [Fact]
    public async Task A_negative_number_of_copies_is_refused() => (await Export("table.csv", "--copies", "-1")).AssertFailed("--copies");

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> Export(string name, params string[] more) =>
        ProgramRun.Of(["features", "--corpus", $"ravdess={At("ravdess")}", "--no-cache", "--out", At(name), .. more]);

    private string At(string name) => Path.Combine(_folder.Path, name);
}

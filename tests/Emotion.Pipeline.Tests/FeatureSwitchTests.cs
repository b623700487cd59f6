using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

/// <summary>What becomes of clips on their way when a model of another feature set takes over.</summary>
public sealed class FeatureSwitchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Means = "means";
    private const string Course = "course";
    private const int AnalysedAgain = 105;
    private const int Replaced = 106;

    private readonly PipelineFixture _pipeline = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ModelContainer Container => new(azurite.Storage, Cancel);

    public async ValueTask InitializeAsync()
    {
        await Container.ClearAsync();
        await Container.WriteAsync(LinearModel.Of(FeatureRecipe.Librosa180, Means));
        await Container.WriteAsync(LinearModel.Of(FeatureRecipe.LogMel64, Course, uncertainBelow: 1));
    }

    [Theory]
    [InlineData(Means, FeatureSet.Librosa180)]
    [InlineData(Course, FeatureSet.LogMel64)]
    public async Task Extraction_computes_what_the_model_in_use_takes(string model, string set)
    {
        await UseAsync(model);
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        await _pipeline.Extract.RunAsync(version.Clip, Cancel);
        var message = await _pipeline.TakeMessageAsync(version, Cancel);
        Assert.Equal(set, ClipFeaturesMessage.Parse(message).FeatureSet);

        await _pipeline.Score.RunAsync(message, Cancel);
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Scored, set, model), (row.Status, row.FeatureSet, row.Prediction!.ModelVersion));
        Assert.Empty(_pipeline.Logged.Of(AnalysedAgain));
    }

    [Theory]
    [InlineData(Means, Course)]
    [InlineData(Course, Means)]
    public async Task A_clip_queued_for_another_model_has_the_row_that_it_would_have_without_the_switch(string before, string after)
    {
        await UseAsync(before);
        var content = WavFile.VoiceClip(rate: 16000);
        var version = await _pipeline.UploadAsync(content, Cancel);
        var message = PipelineFixture.MessageFor(version, RecipeOf(before), content);

        await UseAsync(after);
        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
        var switched = await RowAsync(version.Clip);
        Assert.Single(_pipeline.Logged.Of(AnalysedAgain));

        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(version, RecipeOf(after), content), Cancel)).Kind);
        var undisturbed = await RowAsync(version.Clip);
        Assert.Equal((after, RecipeOf(after).Id), (switched.Prediction!.ModelVersion, switched.FeatureSet));
        Assert.Equal(undisturbed.Prediction!.Probabilities, switched.Prediction.Probabilities);
        Assert.Equal(after == Course ? true : null, switched.Prediction.Uncertain);
        Assert.Equal(undisturbed with { Prediction = null }, switched with { Prediction = null });
    }

    [Fact]
    public async Task A_message_with_features_of_a_later_release_is_analysed_again_too()
    {
        await UseAsync(Means);
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        var message = ClipFeaturesMessage.Parse(PipelineFixture.MessageFor(version)) with { FeatureSet = "later/1", Features = [1, 2, 3] };
        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(message.ToJson(), Cancel)).Kind);
        Assert.Equal(FeatureSet.Librosa180, (await RowAsync(version.Clip)).FeatureSet);
    }

    [Fact]
    public async Task A_clip_that_was_deleted_meanwhile_fails_and_says_so_unless_it_has_an_answer_already()
    {
        await UseAsync(Means);
        var content = WavFile.VoiceClip();
        var (deleted, answered) = (await _pipeline.UploadAsync(content, Cancel), await _pipeline.UploadAsync(content, Cancel));
        await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(answered, FeatureRecipe.Librosa180, content), Cancel);
        foreach (var version in (ClipVersion[])[deleted, answered])
            await azurite.Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).DeleteBlobAsync(version.Clip.BlobName, cancellationToken: Cancel);

        await UseAsync(Course);
        for (var time = 0; time < 2; time++)
        {
            var outcome = await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(deleted, FeatureRecipe.Librosa180, content), Cancel);
            Assert.Equal((StepOutcomeKind.Failed, "ClipDeleted"), (outcome.Kind, outcome.Reason));
        }

        var row = await RowAsync(deleted.Clip);
        Assert.Equal((ResultStatus.Failed, "ClipDeleted", deleted), (row.Status, row.Reason, row.Version));
        Assert.Contains("features of librosa180/1; model course, in use since, takes logmel64/1. Upload the clip again", row.Detail, StringComparison.Ordinal);

        var late = await _pipeline.Score.RunAsync(PipelineFixture.MessageFor(answered, FeatureRecipe.Librosa180, content), Cancel);
        Assert.Equal(StepOutcomeKind.Superseded, late.Kind);
        Assert.Equal(ResultStatus.Scored, (await RowAsync(answered.Clip)).Status);
    }

    [Fact]
    public async Task A_clip_that_was_replaced_meanwhile_leaves_the_row_to_the_new_bytes()
    {
        await UseAsync(Means);
        var before = await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 1), Cancel);
        var message = PipelineFixture.MessageFor(before, FeatureRecipe.Librosa180, WavFile.VoiceClip(seed: 1));
        var after = await _pipeline.UploadAsync(WavFile.VoiceClip(seed: 2), Cancel, before.Clip);

        await UseAsync(Course);
        Assert.Equal(StepOutcomeKind.Superseded, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
        Assert.Single(_pipeline.Logged.Of(Replaced));
        Assert.Null(await _pipeline.RowAsync(before.Clip, Cancel));

        await _pipeline.Extract.RunAsync(before.Clip, Cancel);
        await _pipeline.Score.RunAsync(await _pipeline.TakeMessageAsync(after, Cancel), Cancel);
        Assert.Equal(after, (await RowAsync(before.Clip)).Version);
    }

    /// <summary>The window of the means lies before the fault, the frames reach it.</summary>
    [Fact]
    public async Task A_clip_that_the_model_in_use_cannot_be_fed_is_rejected()
    {
        await UseAsync(Means);
        var samples = WavFile.Voice(6, 22050);
        samples[5 * 22050] = float.NaN;
        var content = WavFile.Float32(samples, 22050);
        var version = await _pipeline.UploadAsync(content, Cancel);
        var message = PipelineFixture.MessageFor(version, FeatureRecipe.Librosa180, content);

        await UseAsync(Course);
        Assert.Equal(StepOutcomeKind.Rejected, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
        Assert.Equal("NotFinite", (await RowAsync(version.Clip)).Reason);
    }

    [Fact]
    public async Task A_storage_that_fails_while_a_clip_is_analysed_again_is_no_fault_of_the_clip()
    {
        await UseAsync(Means);
        var version = await _pipeline.UploadAsync(WavFile.VoiceClip(), Cancel);
        var message = PipelineFixture.MessageFor(version, FeatureRecipe.Librosa180, WavFile.VoiceClip());
        await UseAsync(Course);

        for (var requests = 0; requests < 2; requests++)
        {
            _pipeline.Line.Cut(after: requests);
            await Assert.ThrowsAnyAsync<Exception>(() => _pipeline.Score.RunAsync(message, Cancel)); // the host delivers again
            _pipeline.Line.Mend();
            Assert.Null(await _pipeline.RowAsync(version.Clip, Cancel));
        }

        Assert.Equal(StepOutcomeKind.Scored, (await _pipeline.Score.RunAsync(message, Cancel)).Kind);
    }

    [Fact]
    public async Task Of_many_clips_and_switches_to_and_fro_every_clip_has_one_row_by_one_model()
    {
        const int clips = 48;
        var voices = Enumerable.Range(0, 4).Select(seed => WavFile.VoiceClip(seed: seed)).ToArray();
        var versions = new List<ClipVersion>();
        for (var i = 0; i < clips; i++)
            versions.Add(await _pipeline.UploadAsync(voices[i % voices.Length], Cancel, new ClipId("switching", $"{i:00}.wav")));

        await UseAsync(Means);
        await WhileSwitchingAsync(versions.Select(version => (Func<Task>)(() => _pipeline.Extract.RunAsync(version.Clip, Cancel))));
        var messages = await TakeAllAsync();
        Assert.Equal(clips, messages.Count);
        Assert.Equal(2, messages.Select(message => ClipFeaturesMessage.Parse(message).FeatureSet).Distinct().Count());
        await WhileSwitchingAsync(messages.Concat(messages.Take(clips / 4)).Select(message => (Func<Task>)(() => _pipeline.Score.RunAsync(message, Cancel))));

        var rows = await _pipeline.Results.QueryAsync(new ResultQuery("switching"), Cancel).ToListAsync(Cancel);
        Assert.Equal(versions, rows.Select(row => row.Version));
        Assert.All(rows, row => Assert.Equal((ResultStatus.Scored, RecipeOf(row.Prediction!.ModelVersion).Id), (row.Status, row.FeatureSet)));
        Assert.NotEmpty(_pipeline.Logged.Of(AnalysedAgain));
    }

    public ValueTask DisposeAsync()
    {
        _pipeline.Dispose();
        return ValueTask.CompletedTask;
    }

    private static FeatureRecipe RecipeOf(string model) => model == Means ? FeatureRecipe.Librosa180 : FeatureRecipe.LogMel64;

    private async Task UseAsync(string model)
    {
        await Container.SetCurrentAsync(new CurrentModel(model));
        _pipeline.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(model, (await _pipeline.Model.GetAsync(Cancel)).Card.Version);
    }

    /// <summary>Does everything, four at a time, and puts the other model into use after every eighth.</summary>
    private async Task WhileSwitchingAsync(IEnumerable<Func<Task>> work)
    {
        var turn = 0;
        foreach (var some in work.Chunk(8))
        {
            var busy = Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (one, _) => await one());
            await UseAsync(turn++ % 2 == 0 ? Course : Means);
            await busy;
        }
    }

    private async Task<List<string>> TakeAllAsync()
    {
        var queue = azurite.Storage.Queues.GetQueueClient(FeatureQueue.QueueName);
        var messages = new List<string>();
        while ((await queue.ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value is { Length: > 0 } received)
        {
            foreach (var message in received)
            {
                messages.Add(message.Body.ToString());
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
            }
        }

        return messages;
    }

    private async Task<ClipResult> RowAsync(ClipId clip) => (await _pipeline.RowAsync(clip, Cancel))!;
}

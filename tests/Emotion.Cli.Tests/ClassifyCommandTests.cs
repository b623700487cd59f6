using System.Text.Json.Nodes;
using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Cli.Commands;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion classify</c> with models of either feature set.</summary>
public sealed class ClassifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> FeatureSets => [.. FeatureRecipe.All.Select(recipe => recipe.Id)];

    [Theory, MemberData(nameof(FeatureSets))]
    public async Task It_computes_the_features_that_the_models_card_asks_for(string set)
    {
        var bundle = LinearModel.Of(FeatureRecipe.Of(set), "linear", uncertainBelow: 1);
        Install(bundle);
        var clip = Path.Combine(_folder, "a.wav");
        File.WriteAllBytes(clip, WavFile.VoiceClip());

        var run = await EmotionTool.RunAsync(["classify", clip, "--json", "--models", _folder], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var row = JsonNode.Parse(run.Output)![0]!;
        Assert.Equal((set, "linear"), ((string?)row["featureSet"], (string?)row["modelVersion"]));
        Assert.True((bool)row["uncertain"]!);
        Assert.Equal(1, EmotionLabels.All.Sum(label => (double)row["probabilities"]![label]!), 1e-5);
    }

    [Fact]
    public async Task A_recording_is_scored_in_windows_as_the_pipeline_does()
    {
        Install(LinearModel.Of(FeatureRecipe.LogMel64, "linear"));
        var clip = Path.Combine(_folder, "talk.wav");
        File.WriteAllBytes(clip, WavFile.VoiceClip(20));
        var row = JsonNode.Parse((await EmotionTool.RunAsync(["classify", clip, "--json", "--models", _folder], Cancel)).Output)![0]!;
        Assert.InRange((int)row["windows"]!, 13, 16);
        Assert.Equal(1, EmotionLabels.All.Sum(label => (double)row["shares"]![label]!), 1e-9);
        Assert.Equal(1, EmotionLabels.All.Sum(label => (double)row["probabilities"]![label]!), 1e-5);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_named_and_the_others_come_out()
    {
        Install(LinearModel.Of(FeatureRecipe.LogMel64, "linear"));
        File.WriteAllBytes(Path.Combine(_folder, "z.wav"), WavFile.VoiceClip());
        var locked = Path.Combine(_folder, "a.wav");
        UnreadableFile.Create(locked);

        var run = await EmotionTool.RunAsync(["classify", _folder, "--json", "--models", _folder], Cancel);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{locked}: Access to the path '{locked}' is denied.", run.Error.TrimEnd());
        Assert.EndsWith("z.wav", (string?)Assert.Single(JsonNode.Parse(run.Output)!.AsArray())!["path"], StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_breaks_off_a_recording()
    {
        var recording = Path.Combine(_folder, "talk.wav");
        File.WriteAllBytes(recording, WavFile.VoiceClip(20));
        using var scorer = ServedScorer.Load(LinearModel.Of(FeatureRecipe.LogMel64, "linear"));
        Assert.Throws<OperationCanceledException>(() => LocalScoring.Score(recording, scorer, Windowing.Default, new CancellationToken(canceled: true)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Install(ModelBundle bundle)
    {
        var version = Directory.CreateDirectory(Path.Combine(_folder, bundle.Card.Version)).FullName;
        File.WriteAllBytes(Path.Combine(version, ModelBundle.ModelFile), bundle.Onnx);
        File.WriteAllText(Path.Combine(version, ModelBundle.CardFile), bundle.Card.ToJson());
        File.WriteAllText(Path.Combine(_folder, ModelBundle.CurrentFile), new CurrentModel(bundle.Card.Version).ToJson());
    }
}

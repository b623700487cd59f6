using System.Globalization;
using System.Text.Json.Nodes;
using Emotion.Inference;
using Emotion.Training.Measuring;
using Emotion.Training.Reporting;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Reporting;

public sealed class ReportFolderTests : IDisposable
{
    private static readonly RunDescription Description = new()
    {
        Command = "train --corpus ravdess=DIR --out DIR --seed 42",
        Network = "conv1d",
        Recipe = new JsonObject { ["seed"] = 42, ["learningRate"] = 1e-3 },
        Corpora = [new CorpusCount("ravdess", "RAVDESS", 960, 20), new CorpusCount("crema-d", "CREMA-D", 960, 76)],
        LeftOut = 3,
        Created = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Draw() => ReportFolder.Write("/tmp/report", Description, [
        Scored.Run("tutorial", EmotionLabels.All, 1, 20, "ravdess") ,
        Scored.Run("speaker", EmotionLabels.All, 5, 19, "ravdess", "crema-d", "crema-d", "crema-d")]);

    public void Dispose() => _folder.Dispose();
}

using System.Text.Json.Nodes;
using System.Xml.Linq;
using Emotion.Inference;
using Emotion.Training.Measuring;
using Emotion.Training.Reporting;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Reporting;

public sealed class ReportFolderTests : IDisposable
{
    private static readonly RunDescription Description = new()
    {
        Command = "train --corpus ravdess=DIR --corpus crema-d=DIR --out DIR --seed 42",
        Network = "conv1d",
        Recipe = new JsonObject { ["seed"] = 42, ["learningRate"] = 1e-3 },
        Corpora = [new CorpusCount("ravdess", "RAVDESS", 96, 3), new CorpusCount("crema-d", "CREMA-D", 96, 3)],
        LeftOut = 3,
        Created = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_report_has_the_figures_the_predictions_and_the_plots_of_each_protocol()
    {
        ReportFolder.Write(_folder.Path, Description, [Tutorial(), Speaker()]);

        Assert.Equal(["metrics.json", "plots", "predictions-speaker.csv", "predictions-tutorial.csv", "report.md"], Names(_folder.Path));
        string[] plots = ["confusion.png", "confusion.svg", "curves.png", "curves.svg", "reliability.png", "reliability.svg", "speakers.png", "speakers.svg"];
        Assert.Equal(
            ["speaker-angry.png", "speaker-angry.svg", .. plots.Select(plot => $"speaker-{plot}"), .. plots.Select(plot => $"tutorial-{plot}")], Names(Path.Combine(_folder.Path, "plots")));
    }

    [Fact]
    public void The_speaker_protocol_comes_first_and_every_link_leads_to_a_file()
    {
        ReportFolder.Write(_folder.Path, Description, [Tutorial(), Speaker()]);

        var report = Read("report.md");
        Assert.True(report.IndexOf("## speaker", StringComparison.Ordinal) < report.IndexOf("## tutorial", StringComparison.Ordinal));
        AssertLinksLeadToFiles(report, 20);
    }

    [Fact]
    public void Metrics_json_holds_what_the_measuring_gives()
    {
        var run = Speaker();
        ReportFolder.Write(_folder.Path, Description, [run]);

        var json = JsonNode.Parse(Read("metrics.json"))!;
        Assert.Equal(1, (int)json["schemaVersion"]!);
        Assert.Equal(42, (int)json["run"]!["recipe"]!["seed"]!);
        var protocol = json["protocols"]![0]!;
        Assert.Equal(ProtocolFigures.Of(run).Uar.Mean, (double)protocol["overall"]!["uar"]!["mean"]!);
        Assert.Equal(ProtocolFigures.Of(run).Pooled.LogLoss, (double)protocol["overall"]!["pooled"]!["logLoss"]!);
        Assert.Equal(["crema-d", "ravdess"], protocol["byCorpus"]!.AsObject().Select(corpus => corpus.Key));
        Assert.Equal(["female", "male"], protocol["byGender"]!.AsObject().Select(gender => gender.Key));
        Assert.Equal(LabelDetection.Of(run, "angry")!.Area, (double)protocol["detections"]![0]!["area"]!);
        Assert.Equal(3, protocol["folds"]!.AsArray().Count);
        Assert.Equal(40, protocol["folds"]![0]!["history"]!.AsArray().Count);
        Assert.Equal(6, protocol["speakers"]!.AsArray().Count);
    }

    [Fact]
    public void The_accuracy_can_be_computed_from_the_predictions()
    {
        var run = Speaker();
        ReportFolder.Write(_folder.Path, Description, [run]);

        var lines = Read("predictions-speaker.csv").TrimEnd('\n').Split('\n');
        Assert.Equal("corpus,clip,copy,speaker,gender,fold,label,given,p_angry,p_calm,p_disgust,p_fear,p_happy,p_neutral,p_sad,p_surprise", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(ProtocolFigures.Of(run).Pooled.Accuracy, rows.Average(row => row[6] == row[7] ? 1.0 : 0.0), 12);
        Assert.All(rows, row => Assert.Equal(row[7], EmotionLabels.All[Array.IndexOf(row[8..], row[8..].MaxBy(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture)))]));
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes()
    {
        using var again = new TemporaryFolder();
        ReportFolder.Write(_folder.Path, Description, [Speaker()]);
        ReportFolder.Write(again.Path, Description, [Speaker()]);

        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file)).ToList();
        Assert.Equal(13, files.Count);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, file)), File.ReadAllBytes(Path.Combine(again.Path, file))));
    }

    [Fact]
    public void An_svg_holds_vectors_and_text_and_a_png_has_twice_its_size()
    {
        ReportFolder.Write(_folder.Path, Description, [Speaker()]);

        var svg = XDocument.Parse(Read("plots/speaker-confusion.svg")).Root!;
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "image");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text" && element.Value.Trim() == "surprise");
        Assert.Equal(
            (2 * (int)svg.Attribute("width")!, 2 * (int)svg.Attribute("height")!), PngFile.SizeOf(Path.Combine(_folder.Path, "plots/speaker-confusion.png")));
    }

    [Fact]
    public void A_training_without_validation_or_history_is_reported_too()
    {
        var run = Tutorial();
        ReportFolder.Write(_folder.Path, Description, [run with { Folds = [run.Folds[0] with { History = [], ValidationRows = 0 }] }]);

        AssertLinksLeadToFiles(Read("report.md"), 7); // without the curves, of which there would be none
        Assert.Empty(JsonNode.Parse(Read("metrics.json"))!["protocols"]![0]!["folds"]![0]!["history"]!.AsArray());
    }

    [Fact]
    public void A_protocol_given_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReportFolder.Write(_folder.Path, Description, [Tutorial(), Tutorial()]));

    public void Dispose() => _folder.Dispose();

    private static ProtocolRun Speaker() => Scored.Run("speaker", EmotionLabels.All, 3, 2, "ravdess", "crema-d");

    private static ProtocolRun Tutorial() => Scored.Run("tutorial", EmotionLabels.All, 1, 3, "ravdess");

    private void AssertLinksLeadToFiles(string report, int count)
    {
        var links = report.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).Where(link => link[0] != '#').ToList();
        Assert.Equal(count, links.Count);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(_folder.Path, link)), link));
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.Path, file));

    private static IEnumerable<string?> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}

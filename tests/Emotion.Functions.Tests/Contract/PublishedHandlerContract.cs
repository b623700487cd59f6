using System.Text.Json.Nodes;

namespace Emotion.Functions.Tests.Contract;

/// <summary>As it is deployed: the folder that <c>func start</c> and Azure take.</summary>
public sealed class PublishedHandlerContract(PublishedHandlerFixture handler) : CustomHandlerContract(handler), IClassFixture<PublishedHandlerFixture>
{
    [Fact]
    public void The_folder_holds_what_the_Functions_host_reads_and_the_handler_needs_no_runtime_beside_it()
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")))!["Values"]!;
        var executable = sample["AzureFunctionsJobHost__customHandler__description__defaultExecutablePath"]!.GetValue<string>();
        string[] expected =
        [
            "host.json", "ExtractFeatures/function.json", "ScoreClip/function.json", "RecordExtractionFailure/function.json",
            "RecordScoringFailure/function.json", "GetResults/function.json", "GetSummary/function.json", "GetClip/function.json", "UploadClip/function.json",
            "GetAudio/function.json", "GetOpenApi/function.json", "models/current.json", executable + (OperatingSystem.IsWindows() ? ".exe" : ""),
        ];
        Assert.All(expected, file => Assert.True(File.Exists(Path.Combine(Folder, file)), file));
        Assert.Contains("\"includedFrameworks\"", File.ReadAllText(Path.Combine(Folder, "Emotion.Functions.runtimeconfig.json")), StringComparison.Ordinal); // self-contained
        Assert.False(File.Exists(Path.Combine(Folder, "local.settings.json")));
    }
}

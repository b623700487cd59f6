using System.Text.Json.Nodes;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Tests;

namespace Emotion.Functions.Tests;

/// <summary><c>openapi.json</c> is written by hand; here it is held to the functions that there are and to what they answer.</summary>
public sealed class OpenApiTests(HandlerFixture handler)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_describes_the_HTTP_functions_and_no_others()
    {
        var described = (await DescriptionAsync())["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(operation => operation.Key != "parameters")
            .Select(operation => $"{operation.Value!["operationId"]}: {operation.Key.ToUpperInvariant()} {path.Key}"));
        var declared = FunctionsApp.Read(AppContext.BaseDirectory).Functions
            .Where(function => function.Type == FunctionDefinition.HttpTrigger)
            .Select(function => $"{function.Name}: {function.Methods.Single()} /{function.Source.Replace("*", "", StringComparison.Ordinal)}");
        Assert.Equal(declared.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_names_the_parameters_that_are_taken()
    {
        var described = (await DescriptionAsync())["paths"]!["/results"]!["get"]!["parameters"]!.AsArray()
            .Select(parameter => (string?)parameter!["name"] ?? ((string)parameter["$ref"]!).Split('/')[^1]);
        var error = (string)(await handler.AskAsync("GET", "/api/results?nonsense=1", Cancel)).Json["error"]!;
        Assert.Equal($"There is no parameter nonsense. There are {string.Join(", ", described)}.", error);
    }

    [Fact]
    public async Task What_is_answered_has_the_shape_that_it_tells_of()
    {
        var description = await DescriptionAsync();
        var corpus = $"openapi-{Guid.NewGuid():N}";
        var version = await new ClipStore(handler.Storage.Blobs).UploadAsync(new ClipId(corpus, "a.wav"), new MemoryStream(WavFile.VoiceClip()), Cancel);
        var rejected = await new ClipStore(handler.Storage.Blobs).UploadAsync(new ClipId(corpus, "b.wav"), new MemoryStream([1]), Cancel);
        var waiting = await handler.AskAsync("GET", $"/api/clips/{corpus}/a.wav", Cancel);
        await handler.PostAsync("ScoreClip", HostCalls.Queue(Contract.FunctionContract.MessageFor(version)), Cancel);
        await handler.PostAsync("ExtractFeatures", HostCalls.Blob(rejected, [1]), Cancel);
        var page = await handler.AskAsync("GET", $"/api/results?corpus={corpus}", Cancel);
        Assert.Equal(2, page.Json["results"]!.AsArray().Count);

        Check("ResultPage", page);
        Check("ResultPage", await handler.AskAsync("GET", $"/api/results?corpus={corpus}&limit=1", Cancel));
        Check("ResultSummary", await handler.AskAsync("GET", $"/api/summary?corpus={corpus}", Cancel));
        Check("ClipView", waiting);
        Check("ClipView", await handler.AskAsync("GET", $"/api/clips/{corpus}/a.wav", Cancel));
        Check("ClipView", await handler.AskAsync("GET", $"/api/clips/{corpus}/b.wav", Cancel));
        Check("ApiError", await handler.AskAsync("GET", $"/api/clips/{corpus}/c.wav", Cancel));

        void Check(string schema, HttpAnswer answer) => Assert.Empty(JsonShape.Faults(description["components"]!["schemas"]![schema]!, answer.Json, description, schema));
    }

    private async Task<JsonNode> DescriptionAsync()
    {
        var answer = await handler.AskAsync("GET", "/api/openapi.json", Cancel);
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        return answer.Json;
    }
}

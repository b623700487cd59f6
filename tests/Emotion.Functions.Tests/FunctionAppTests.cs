using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Messages;

namespace Emotion.Functions.Tests;

/// <summary>What the Functions host finds in the app's folder.</summary>
public class FunctionAppTests
{
    private static readonly FunctionsApp App = FunctionsApp.Read(AppContext.BaseDirectory);

    [Fact]
    public void The_functions_have_the_triggers_of_the_design() => Assert.Equivalent(
        new[]
        {
            new FunctionDefinition("ExtractFeatures", "clip", "blobTrigger", "clips/{name}"),
            new FunctionDefinition("ScoreClip", "message", "queueTrigger", FeatureQueue.QueueName),
            new FunctionDefinition("RecordScoringFailure", "message", "queueTrigger", FeatureQueue.PoisonQueueName),
            new FunctionDefinition("RecordExtractionFailure", "message", "queueTrigger", FeatureQueue.PoisonBlobQueueName),
        },
        App.Functions.Where(function => function.Type != FunctionDefinition.HttpTrigger),
        strict: true);

    [Fact]
    public void The_HTTP_functions_have_the_routes_of_the_design_and_take_nobody_without_a_key()
    {
        var functions = App.Functions.Where(function => function.Type == FunctionDefinition.HttpTrigger).ToList();
        Assert.Equal(
            ["GET audio/{*name}", "GET clips/{*name}", "GET openapi.json", "GET results", "GET summary", "POST clips/{*name}"],
            functions.Select(function => $"{Assert.Single(function.Methods)} {function.Source}").Order(StringComparer.Ordinal));
        Assert.All(functions, function => Assert.Contains("\"authLevel\": \"function\"", File.ReadAllText(Path.Combine(App.Folder, function.Name, "function.json")), StringComparison.Ordinal));
    }

    [Fact]
    public void Queue_messages_are_base64_and_get_five_attempts()
    {
        Assert.Contains("\"messageEncoding\": \"base64\"", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")), StringComparison.Ordinal);
        Assert.Equal(5, App.Host.QueueAttempts);
    }
}

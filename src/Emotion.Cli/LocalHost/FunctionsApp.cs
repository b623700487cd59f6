using System.Text.Json;

namespace Emotion.Cli.LocalHost;

/// <summary>What the Functions host would read from the app's folder: <c>host.json</c>, and a <c>function.json</c> per function.</summary>
internal sealed record FunctionsApp(string Folder, HostSettings Host, IReadOnlyList<FunctionDefinition> Functions)
{
    /// <summary>Reads an app's folder.</summary>
    /// <exception cref="CommandException">The folder holds no function app.</exception>
    public static FunctionsApp Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "host.json")))
            throw new CommandException($"There is no function app in {folder} (host.json is missing). Build the solution again.");
        var functions = Directory.EnumerateFiles(folder, "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(FunctionDefinition.Read)
            .ToList();
        return new FunctionsApp(folder, HostSettings.Read(Path.Combine(folder, "host.json")), functions);
    }
}

/// <summary>A function and its trigger.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Binding">The name that the trigger's value goes by.</param>
/// <param name="Type"><c>blobTrigger</c>, <c>queueTrigger</c> or <c>httpTrigger</c>.</param>
/// <param name="Source">The blob path, such as <c>clips/{name}</c>, the queue's name, or the route below <c>/api</c>.</param>
internal sealed record FunctionDefinition(string Name, string Binding, string Type, string Source)
{
    public const string BlobTrigger = "blobTrigger";
    public const string QueueTrigger = "queueTrigger";
    public const string HttpTrigger = "httpTrigger";

    /// <summary>The methods that an HTTP function takes; none for the others.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public static FunctionDefinition Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var trigger = json.RootElement.GetProperty("bindings").EnumerateArray().First(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        var type = trigger.GetProperty("type").GetString()!;
        var source = trigger.GetProperty(type switch { BlobTrigger => "path", HttpTrigger => "route", _ => "queueName" }).GetString()!;
        return new FunctionDefinition(Path.GetFileName(Path.GetDirectoryName(file)!), trigger.GetProperty("name").GetString()!, type, source)
        {
            Methods = trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : [],
        };
    }
}

/// <summary>The settings of <c>host.json</c> that the local host follows.</summary>
internal sealed record HostSettings
{
    public required TimeSpan FunctionTimeout { get; init; }
    public required int BlobParallelism { get; init; }
    public required int BlobAttempts { get; init; }
    public required int QueueBatchSize { get; init; }
    public required int QueueNewBatchThreshold { get; init; }
    public required int QueueAttempts { get; init; }
    public required TimeSpan QueueRetryDelay { get; init; }
    public required TimeSpan QueueLongestPoll { get; init; }

    public static HostSettings Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var root = json.RootElement;
        var blobs = root.GetProperty("extensions").GetProperty("blobs");
        var queues = root.GetProperty("extensions").GetProperty("queues");
        return new HostSettings
        {
            FunctionTimeout = Time(root.GetProperty("functionTimeout")),
            BlobParallelism = blobs.GetProperty("maxDegreeOfParallelism").GetInt32(),
            BlobAttempts = blobs.GetProperty("poisonBlobThreshold").GetInt32(),
            QueueBatchSize = queues.GetProperty("batchSize").GetInt32(),
            QueueNewBatchThreshold = queues.GetProperty("newBatchThreshold").GetInt32(),
            QueueAttempts = queues.GetProperty("maxDequeueCount").GetInt32(),
            QueueRetryDelay = Time(queues.GetProperty("visibilityTimeout")),
            QueueLongestPoll = Time(queues.GetProperty("maxPollingInterval")),
        };
    }

    private static TimeSpan Time(JsonElement value) => TimeSpan.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}

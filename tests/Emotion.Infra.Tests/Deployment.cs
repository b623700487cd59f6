using System.Text.Json.Nodes;

namespace Emotion.Infra.Tests;

/// <summary>
/// What a deployment would make, evaluated once for all tests: <c>bicep snapshot</c> evaluates templates and parameters without Azure. What
/// only Azure knows (keys, addresses, identities) stays an expression in brackets.
/// </summary>
internal sealed class Deployment
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";

    private static readonly (string Name, string Value)[] Region = [("AZURE_LOCATION", "westeurope")];

    private static readonly (string Name, string Value)[] Everything =
    [
        .. Region,
        ("AZURE_PRINCIPAL_ID", "11111111-1111-1111-1111-111111111111"),
        ("DELETE_CLIPS_AFTER_DAYS", "30"),
        ("DEPLOY_TRAINING", "true"),
        ("TRAINING_IMAGE", "registry.azurecr.io/emotion-training:1"),
        ("TRAINING_SETTINGS", """{ "EMOTION_NETWORK": "dense" }"""),
    ];

    private static readonly Lazy<Task<Deployment>> PlainLazy = new(() => OfPipelineAsync(Region));
    private static readonly Lazy<Task<Deployment>> FullLazy = new(() => OfPipelineAsync(Everything));
    private static readonly Lazy<Task<Deployment>> OtherLazy = new(() => OfPipelineAsync([
        .. Everything,
        ("FUNCTIONS_HOSTING", "CustomHandler"),
        ("TRAINING_SCHEDULE", "0 2 * * 0"),
        ("TRAINING_WORKLOAD_PROFILE", "Consumption"),
    ]));

    private static readonly Lazy<Task<Deployment>> ImagelessLazy = new(() => OfPipelineAsync([.. Everything, ("TRAINING_IMAGE", "")]));
    private static readonly Lazy<Task<Deployment>> EventsLazy = new(OfEventsAsync);

    private readonly JsonNode _snapshot;

    private Deployment(JsonNode snapshot) => _snapshot = snapshot;

    /// <summary>With no setting but the region.</summary>
    public static Task<Deployment> Plain => PlainLazy.Value;

    /// <summary>With everything that can be deployed.</summary>
    public static Task<Deployment> Full => FullLazy.Value;

    /// <summary>With everything, and where there is a choice the other way: a custom handler, training on Sundays without a GPU.</summary>
    public static Task<Deployment> Other => OtherLazy.Value;

    /// <summary>With everything but an image for the training job.</summary>
    public static Task<Deployment> Imageless => ImagelessLazy.Value;

    /// <summary>The event subscription.</summary>
    public static Task<Deployment> Events => EventsLazy.Value;

    /// <summary>All resources.</summary>
    public IEnumerable<JsonNode> Resources => _snapshot["predictedResources"]!.AsArray().Select(resource => resource!);

    /// <summary>The names of the template's outputs.</summary>
    public IEnumerable<string> Outputs => _snapshot["outputs"]!.AsObject().Select(output => output.Key);

    /// <summary>The resources of a type.</summary>
    public JsonNode[] Of(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    /// <summary>The last parts of the names of a type's resources.</summary>
    public string[] NamesOf(string type) => [.. Of(type).Select(resource => ((string)resource["name"]!).Split('/')[^1])];

    /// <summary>The one resource of a type.</summary>
    public JsonNode The(string type) => Assert.Single(Of(type));

    /// <summary>The account with clips, messages and results; training may have brought another one.</summary>
    public JsonNode PipelineAccount => Of("Microsoft.Storage/storageAccounts")
        .Single(account => ((string)account["name"]!).StartsWith("stemotion", StringComparison.Ordinal));

    /// <summary>The function app's settings.</summary>
    public IReadOnlyDictionary<string, string> AppSettings => The("Microsoft.Web/sites/config")["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    private static async Task<Deployment> OfPipelineAsync((string Name, string Value)[] environment)
    {
        using var folder = new TemplateFolder();
        return await OfAsync(folder.PathOf("main.bicepparam"), environment);
    }

    private static async Task<Deployment> OfEventsAsync()
    {
        using var folder = new TemplateFolder();
        var parameters = folder.PathOf("events.bicepparam");
        await File.WriteAllTextAsync(parameters, """
            using 'event-subscription.bicep'
            param storageAccountName = 'stemotion'
            param functionAppName = 'func-emotion'
            param eventTopicName = 'evgt-emotion'
            """);
        return await OfAsync(parameters);
    }

    private static async Task<Deployment> OfAsync(string parameters, params (string Name, string Value)[] environment)
    {
        string[] place = ["--subscription-id", Subscription, "--resource-group", "rg-emotion", "--location", "westeurope"];
        var result = await BicepCli.RunAsync(["snapshot", parameters, .. place], environment);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));

        var snapshot = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json")))!;
        Assert.Empty(snapshot["diagnostics"]!.AsArray());
        return new Deployment(snapshot);
    }
}

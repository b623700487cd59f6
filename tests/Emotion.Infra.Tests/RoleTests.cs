using System.Text.Json.Nodes;

namespace Emotion.Infra.Tests;

/// <summary>Who may do what: the whole list, so that a new right is a deliberate line here.</summary>
public class RoleTests
{
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"] = "AcrPull",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["76199698-9eea-4c19-bc75-cec21354c6b6"] = "Storage Table Data Reader",
    };

    private static readonly string[] Function =
    [
        "functions: Monitoring Metrics Publisher of Microsoft.Insights/components",
        "functions: Storage Blob Data Owner of Microsoft.Storage/storageAccounts",
        "functions: Storage Queue Data Contributor of Microsoft.Storage/storageAccounts",
        "functions: Storage Table Data Contributor of Microsoft.Storage/storageAccounts",
    ];

    private static readonly string[] Events = ["events: Storage Blob Data Contributor of containers/undelivered-events"];

    private static readonly string[] Person =
    [
        "person: Storage Blob Data Contributor of containers/clips",
        "person: Storage Blob Data Contributor of containers/models",
        "person: Storage Table Data Reader of tables/EmotionResults",
        "person: Storage Table Data Reader of tables/EmotionSegments",
    ];

    private static readonly string[] Training =
    [
        "training: AcrPull of Microsoft.ContainerRegistry/registries",
        "training: Storage Blob Data Contributor of containers/models",
    ];

    [Fact]
    public async Task By_default_only_the_app_and_its_events_have_rights() =>
        Assert.Equal([.. Events, .. Function], Given(await Deployment.Plain));

    [Fact]
    public async Task With_everything_these_rights_are_given_and_no_others() =>
        Assert.Equal([.. Events, .. Function, .. Person, .. Training], Given(await Deployment.Full));

    private static IEnumerable<string> Given(Deployment deployment) =>
        deployment.Of("Microsoft.Authorization/roleAssignments").Select(Describe).Order(StringComparer.Ordinal);

    private static string Describe(JsonNode assignment) =>
        $"{Who((string)assignment["properties"]!["principalId"]!)}: {Role(assignment)} of {Scope((string)assignment["id"]!)}";

    private static string Role(JsonNode assignment) => Roles[((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1]];

    private static string Who(string principal) => principal switch
    {
        _ when principal.Contains("/id-emotion-functions-", StringComparison.Ordinal) => "functions",
        _ when principal.Contains("/id-emotion-training-", StringComparison.Ordinal) => "training",
        _ when principal.Contains("/systemTopics/", StringComparison.Ordinal) => "events",
        "11111111-1111-1111-1111-111111111111" => "person",
        _ => principal,
    };

    /// <summary>A whole resource by its type, a part of one by its name.</summary>
    private static string Scope(string id)
    {
        var scope = id[..id.IndexOf("/providers/Microsoft.Authorization/", StringComparison.Ordinal)];
        var parts = scope[(scope.IndexOf("/providers/", StringComparison.Ordinal) + "/providers/".Length)..].Split('/');
        return parts.Length == 3 ? $"{parts[0]}/{parts[1]}" : $"{parts[^2]}/{parts[^1]}";
    }
}

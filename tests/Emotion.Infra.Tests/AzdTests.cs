using System.Text.RegularExpressions;

namespace Emotion.Infra.Tests;

/// <summary>azure.yaml, the hooks and the templates meet by names only; these tests keep them together.</summary>
public partial class AzdTests
{
    [Fact]
    public async Task The_app_carries_the_name_of_its_service()
    {
        var service = (string)(await Deployment.Plain).The("Microsoft.Web/sites")["tags"]!["azd-service-name"]!;
        Assert.Contains($"\n  {service}:\n    project: src/Emotion.Functions\n", Read("azure.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_build_is_told_which_app_was_provisioned() =>
        Assert.Contains("FunctionsHosting", (await Deployment.Plain).Outputs);

    [Theory]
    [InlineData("subscribe-to-events.sh")]
    [InlineData("subscribe-to-events.ps1")]
    public async Task The_hook_gives_the_event_subscription_what_it_asks_for(string hook)
    {
        var script = Read("infra", "hooks", hook);
        Assert.Contains($"infra/hooks/{hook}", Read("azure.yaml"), StringComparison.Ordinal);

        var parameters = Parameter().Matches(Read("infra", "event-subscription.bicep")).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(3, parameters.Length);
        Assert.All(parameters, parameter => Assert.Contains($"{parameter}=", script, StringComparison.Ordinal));

        // azd itself knows the subscription and the group; all else comes from the outputs.
        var variables = AzureVariable().Matches(script).Select(match => match.Value)
            .Except(["AZURE_SUBSCRIPTION_ID", "AZURE_RESOURCE_GROUP"])
            .ToArray();
        Assert.Equal(3, variables.Length);
        Assert.Subset((await Deployment.Plain).Outputs.ToHashSet(), variables.ToHashSet());
    }

    [Fact]
    public void Every_parameter_can_be_set_by_a_variable_that_the_README_names()
    {
        var parameters = Parameter().Matches(Read("infra", "main.bicep")).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(parameters);
        var given = Read("infra", "main.bicepparam");
        var readme = Read("infra", "README.md");
        Assert.All(parameters, parameter => Assert.Contains($"param {parameter} = ", given, StringComparison.Ordinal));

        var variables = ReadVariable().Matches(given).Select(match => match.Groups[1].Value);
        Assert.All(variables, variable => Assert.Contains($"`{variable}`", readme, StringComparison.Ordinal));
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path]));

    [GeneratedRegex(@"^param (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex("AZURE_[A-Z_]+")]
    private static partial Regex AzureVariable();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex ReadVariable();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emotion.Pipeline;

namespace Emotion.Infra.Tests;

/// <summary>The training job: there when it is asked for, and set up as its page says.</summary>
public partial class TrainingTests
{
    private const string Job = "Microsoft.App/jobs";

    [Fact]
    public async Task Nothing_of_training_is_deployed_unless_asked_for()
    {
        var plain = await Deployment.Plain;
        Assert.Single(plain.Of("Microsoft.Storage/storageAccounts"));
        Assert.Empty(plain.Of("Microsoft.App/managedEnvironments"));
        Assert.Empty(plain.Of(Job));
        Assert.Empty(plain.Of("Microsoft.ContainerRegistry/registries"));
    }

    [Fact]
    public async Task Without_an_image_there_is_a_registry_for_it_but_no_job()
    {
        var deployment = await Deployment.Imageless;
        Assert.Empty(deployment.Of(Job));
        Assert.False((bool)deployment.The("Microsoft.ContainerRegistry/registries")["properties"]!["adminUserEnabled"]!);
    }

    [Fact]
    public async Task Every_variable_of_the_job_stands_in_its_page()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "docs", "training-job.md");
        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var documented = Variable().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("EMOTION_CORPORA", documented);

        var container = Container(await Deployment.Full);
        var given = container["env"]!.AsArray().Select(variable => (string)variable!["name"]!).ToArray();
        string[] expected = [Storage.AccountNameSetting, "AZURE_CLIENT_ID", "EMOTION_CORPORA", "EMOTION_NETWORK"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        Assert.All(given.Where(name => name != "AZURE_CLIENT_ID"), name => Assert.Contains(name, documented));
    }

    [Fact]
    public async Task By_hand_the_job_goes_on_where_it_was_stopped()
    {
        var full = await Deployment.Full;
        var configuration = full.The(Job)["properties"]!["configuration"]!;
        Assert.Equal("Manual", (string?)configuration["triggerType"]);
        Assert.Equal(0, (int)configuration["replicaRetryLimit"]!);
        Assert.Null(Container(full)["command"]);
    }

    [Fact]
    public async Task On_a_schedule_every_run_gets_a_folder_of_its_own()
    {
        var deployment = await Deployment.Other;
        var configuration = deployment.The(Job)["properties"]!["configuration"]!;
        Assert.Equal("Schedule", (string?)configuration["triggerType"]);
        Assert.Equal("0 2 * * 0", (string?)configuration["scheduleTriggerConfig"]!["cronExpression"]);
        var command = (string?)Container(deployment)["args"]![0];
        Assert.StartsWith("EMOTION_OUT=\"/out/$CONTAINER_APP_JOB_EXECUTION_NAME\" ", command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_job_takes_the_whole_machine()
    {
        Assert.Equal((8, "56Gi"), Size(await Deployment.Full)); // Consumption-GPU-NC8as-T4
        Assert.Equal((4, "8Gi"), Size(await Deployment.Other)); // Consumption
    }

    [Fact]
    public async Task The_environment_offers_the_machine_that_the_job_asks_for()
    {
        foreach (var deployment in new[] { await Deployment.Full, await Deployment.Other })
        {
            var offered = deployment.The("Microsoft.App/managedEnvironments")["properties"]!["workloadProfiles"]!.AsArray();
            var wanted = (string?)deployment.The(Job)["properties"]!["workloadProfileName"];
            Assert.Contains(wanted, offered.Select(profile => (string?)profile!["name"]));
        }
    }

    [Fact]
    public async Task The_key_of_the_shares_opens_nothing_but_the_shares()
    {
        var full = await Deployment.Full;
        var mounts = full.Of("Microsoft.App/managedEnvironments/storages").Select(mount => mount["properties"]!["azureFile"]!).ToArray();
        Assert.Equal(["ReadOnly", "ReadWrite"], mounts.Select(mount => (string?)mount["accessMode"]).Order());
        Assert.All(mounts, mount => Assert.NotEqual((string?)full.PipelineAccount["name"], (string?)mount["accountName"]));
        Assert.All(mounts, mount => Assert.StartsWith("[listKeys(", (string?)mount["accountKey"], StringComparison.Ordinal));
    }

    private static (int Cpu, string? Memory) Size(Deployment deployment)
    {
        var resources = Container(deployment)["resources"]!;
        return ((int)resources["cpu"]!, (string?)resources["memory"]);
    }

    private static JsonNode Container(Deployment deployment) =>
        Assert.Single(deployment.The(Job)["properties"]!["template"]!["containers"]!.AsArray())!;

    [GeneratedRegex("`(EMOTION_[A-Z_]+|AzureWebJobsStorage(?:__accountName)?)`")]
    private static partial Regex Variable();
}

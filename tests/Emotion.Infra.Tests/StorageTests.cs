using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;

namespace Emotion.Infra.Tests;

/// <summary>The storage account: closed, and with the names that the code uses.</summary>
public class StorageTests
{
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";

    [Fact]
    public async Task The_account_takes_no_key_no_old_TLS_and_no_anonymous_reader()
    {
        var account = (await Deployment.Plain).PipelineAccount["properties"]!;
        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.False((bool)account["allowCrossTenantReplication"]!);
        Assert.True((bool)account["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
    }

    [Fact]
    public async Task Every_container_is_private()
    {
        var containers = (await Deployment.Full).Of(Container);
        Assert.NotEmpty(containers);
        Assert.All(containers, container => Assert.Equal("None", (string?)container["properties"]!["publicAccess"]));
    }

    [Fact]
    public async Task Containers_queues_and_table_are_those_of_the_code()
    {
        var plain = await Deployment.Plain;
        Assert.Equal(
            ["app-package", ClipStore.ContainerName, PublishedModels.ContainerName, FeatureStore.ContainerName, "undelivered-events"],
            plain.NamesOf(Container).Order());
        Assert.Equal(
            [FeatureQueue.QueueName, FeatureQueue.PoisonQueueName, FeatureQueue.PoisonBlobQueueName],
            plain.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues").Order());
        Assert.Equal([ResultTable.TableName, SegmentTable.TableName], plain.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"));
    }

    [Fact]
    public async Task Clips_are_kept_unless_they_are_to_expire()
    {
        const string policy = "Microsoft.Storage/storageAccounts/managementPolicies";
        Assert.Empty((await Deployment.Plain).Of(policy));

        var rules = (await Deployment.Full).The(policy)["properties"]!["policy"]!["rules"]!.AsArray();
        var rule = Assert.Single(rules)!["definition"]!;
        Assert.Equal([$"{ClipStore.ContainerName}/", $"{FeatureStore.ContainerName}/"], rule["filters"]!["prefixMatch"]!.AsArray().Select(prefix => (string?)prefix));
        Assert.Equal(30, (int)rule["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]!);
    }
}

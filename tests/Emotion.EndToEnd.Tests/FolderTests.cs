using Emotion.Cli.LocalHost;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Two Azurites on one folder would overwrite each other's data.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storage_folder_is_waited_for_until_its_user_has_ended()
    {
        var first = await StorageFolder.TakeAsync(_folder, Cancel);
        var second = StorageFolder.TakeAsync(_folder, Cancel);
        await Task.Delay(300, Cancel);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Azurite_and_the_function_app_end_with_an_emotion_up_that_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        await using var up = await UpProcess.StartAsync(_folder);
        var (handler, azurite) = (up.Handler!.Value, up.Azurite!.Value);
        UpProcess.TryKill(up.Id);
        await Wait.UntilAsync(() => !UpProcess.IsRunning(handler) && !UpProcess.IsRunning(azurite), TimeSpan.FromSeconds(20));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

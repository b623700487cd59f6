using Emotion.Cli.LocalHost;
using Emotion.Pipeline;

namespace Emotion.Tests;

/// <summary>A real Azurite in memory, on free ports, for the tests of one class or assembly.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public Storage Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var script = await AzuriteInstaller.EnsureInstalledAsync(() => { }, CancellationToken.None);
        _azurite = await AzuriteServer.StartAsync(script, dataFolder: null, CancellationToken.None);
        Storage = Storage.Connect(_azurite.ConnectionString);
        await Storage.CreateStoresAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is null)
            return;
        var crashed = _azurite.Ended.IsCompleted ? $"{_azurite.Ending} in the middle of the tests: {_azurite.LastLines}" : null;
        await _azurite.DisposeAsync();
        if (crashed is not null)
            throw new InvalidOperationException(crashed);
    }
}

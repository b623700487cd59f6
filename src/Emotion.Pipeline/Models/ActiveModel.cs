using Azure;
using Emotion.Audio.Features;
using Emotion.Inference;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Models;

/// <summary>
/// The model in use, shared by all callers: the published one, or the shipped one until something is published. A new one is picked up
/// without a restart; one that does not fit is refused, and the model in use stays.
/// </summary>
public sealed class ActiveModel(PublishedModels published, IOptions<ModelOptions> options, TimeProvider time, ILogger<ActiveModel> log) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(options.Value.RefreshSeconds);

    // A replaced scorer is not disposed: a call may still be inside it. Its finalizer frees it when the last one leaves.
    private volatile EmotionScorer? _scorer;
    private string? _refusedVersion;
    private long _nextCheck;

    /// <summary>The scorer to use now.</summary>
    /// <exception cref="InvalidModelException">Nothing usable is published, and the shipped model does not load either.</exception>
    public async Task<EmotionScorer> GetAsync(CancellationToken cancel)
    {
        if (_scorer is { } scorer && !IsDue)
            return scorer;

        // One caller looks; the others go on with what there is, or wait if there is nothing yet.
        if (!await _refreshing.WaitAsync(_scorer is null ? Timeout.Infinite : 0, cancel))
            return _scorer!;
        try
        {
            if (_scorer is null || IsDue)
                await RefreshAsync(cancel);
            return _scorer ??= Load(ModelBundle.LoadCurrent(options.Value.ShippedFolder));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scorer?.Dispose();
        _refreshing.Dispose();
    }

    private bool IsDue => time.GetTimestamp() >= Volatile.Read(ref _nextCheck);

    private async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            var version = await published.CurrentVersionAsync(cancel);
            if (version is not null && version != _scorer?.Card.Version && version != _refusedVersion)
                await SwitchToAsync(version, cancel);
        }
        catch (InvalidModelException e)
        {
            Log.CurrentModelUnreadable(log, e);
        }
        catch (RequestFailedException e) when (_scorer is not null)
        {
            Log.ModelStoreUnreachable(log, e); // scoring goes on with the model in use
        }

        Volatile.Write(ref _nextCheck, time.GetTimestamp() + (long)(_interval.TotalSeconds * time.TimestampFrequency));
    }

    private async Task SwitchToAsync(string version, CancellationToken cancel)
    {
        try
        {
            var previous = _scorer?.Card.Version;
            _scorer = Load(await published.DownloadBundleAsync(version, cancel));
            Log.ModelSwitched(log, version, previous ?? "none");
        }
        catch (InvalidModelException e)
        {
            _refusedVersion = version;
            Log.ModelRefused(log, version, _scorer?.Card.Version ?? "the shipped one", e);
        }
    }

    private static EmotionScorer Load(ModelBundle bundle) => new(bundle, FeatureSet.Librosa180, FeatureSet.Length);
}

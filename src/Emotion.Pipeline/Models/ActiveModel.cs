using Azure;
using Emotion.Inference;
using Emotion.Pipeline.Settings;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Models;

/// <summary>
/// The model in use, shared by all callers: the published one, or the shipped one until something is published. A new one is picked up
/// without a restart; one that does not fit is refused, and the model in use stays. Where none is in use yet, the versions before are tried.
/// </summary>
public sealed class ActiveModel(PublishedModels published, IOptions<ModelOptions> options, TimeProvider time, ILogger<ActiveModel> log) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(options.Value.RefreshSeconds);

    // A replaced scorer is not disposed: a call may still be inside it. Its finalizer frees it when the last one leaves.
    private volatile EmotionScorer? _scorer;
    private ETag? _seen; // the current.json that was followed or refused: it is not tried again until it is written anew
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
            return _scorer ??= ServedScorer.Load(ModelBundle.LoadCurrent(options.Value.ShippedFolder));
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
            // Where current.json was deleted, the model in use stays.
            if (await published.FindCurrentAsync(cancel) is { } current && current.ETag != _seen)
            {
                await FollowAsync(current, cancel);
                _seen = current.ETag;
            }
        }
        catch (Exception e) when (_scorer is not null && e is not OperationCanceledException)
        {
            // Whatever keeps a new model from being found (storage, network, signing in): scoring goes on with the model in use.
            Log.ModelStoreUnreachable(log, e);
        }

        Volatile.Write(ref _nextCheck, time.GetTimestamp() + (long)(_interval.TotalSeconds * time.TimestampFrequency));
    }

    private async Task FollowAsync(CurrentFile current, CancellationToken cancel)
    {
        if (current.Model is null)
        {
            Log.CurrentModelUnreadable(log, current.Problem!);
            Count("current.json", "Refused");
        }
        else if (current.Model.Version != _scorer?.Card.Version && !await TrySwitchAsync(current.Model.Version, cancel) && _scorer is null)
            await FallBackAsync(current.Model, cancel);
    }

    /// <summary>A process that has just started serves what those serve that run already: the version that was in use before the refused one.</summary>
    private async Task FallBackAsync(CurrentModel refused, CancellationToken cancel)
    {
        foreach (var version in (refused.History ?? []).Distinct().Where(version => version != refused.Version))
        {
            if (await TrySwitchAsync(version, cancel))
            {
                Log.EarlierModelInUse(log, version, refused.Version);
                return;
            }
        }
    }

    private async Task<bool> TrySwitchAsync(string version, CancellationToken cancel)
    {
        try
        {
            var previous = _scorer?.Card.Version;
            _scorer = ServedScorer.Load(await published.DownloadBundleAsync(version, cancel));
            Log.ModelSwitched(log, version, previous ?? "none");
            Count(version, "InUse");
            return true;
        }
        catch (InvalidModelException e)
        {
            Log.ModelRefused(log, version, _scorer?.Card.Version ?? "what served before it", e.Message);
            Count(version, "Refused");
            return false;
        }
    }

    private static void Count(string version, string outcome) => PipelineTelemetry.ModelChanges.Add(
        1, KeyValuePair.Create(Tags.ModelVersion, (object?)version), KeyValuePair.Create(Tags.Outcome, (object?)outcome));
}

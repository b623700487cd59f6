using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>A version in the storage.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Active">Whether <c>current.json</c> names it.</param>
/// <param name="Card">Its card; null where the bundle is broken.</param>
/// <param name="Problem">What is wrong with it; null where this pipeline can serve it.</param>
public sealed record PublishedModel(string Version, bool Active, ModelCard? Card, string? Problem);

using Emotion.Training.Learning;

namespace Emotion.Training.Commands;

/// <summary>What <c>train</c> was asked to do.</summary>
/// <param name="Ravdess">The folder that holds RAVDESS.</param>
/// <param name="Output">The folder that bundles are written to.</param>
/// <param name="Recipe">How to train.</param>
/// <param name="HoldOut">How many speakers to measure on.</param>
/// <param name="Version">Names the bundle; null for a name made of network, corpus and date.</param>
public sealed record TrainOptions(string Ravdess, string Output, Recipe Recipe, int HoldOut, string? Version);

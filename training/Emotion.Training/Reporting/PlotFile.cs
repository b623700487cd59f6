namespace Emotion.Training.Reporting;

/// <summary>A plot that was written.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Path">Where it lies within the report's folder, with forward slashes and without extension: as .png and as .svg.</param>
public sealed record PlotFile(string Title, string Path);

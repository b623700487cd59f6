namespace Emotion.Pipeline.Api;

/// <summary>The one shape of every error.</summary>
/// <param name="Error">A sentence that says what to do.</param>
public sealed record ApiError(string Error);

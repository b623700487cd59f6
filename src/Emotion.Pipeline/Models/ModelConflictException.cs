namespace Emotion.Pipeline.Models;

/// <summary>The storage holds something else than was expected, and it is not overwritten. The message says what to do.</summary>
public sealed class ModelConflictException(string message) : Exception(message);

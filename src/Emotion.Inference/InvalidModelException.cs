namespace Emotion.Inference;

/// <summary>A model bundle that must not be used: its message says what does not fit.</summary>
public sealed class InvalidModelException(string message, Exception? inner = null) : Exception(message, inner);

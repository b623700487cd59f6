using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Tests;

/// <summary>Everything that was logged.</summary>
internal sealed class LoggedEvents : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _events = new();

    /// <summary>The texts of one kind of event, in order.</summary>
    public IReadOnlyList<string> Of(int id) => [.. _events.Where(logged => logged.Id == id).Select(logged => logged.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue((eventId.Id, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}

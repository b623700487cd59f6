namespace Emotion.Cli.LocalHost;

/// <summary>A program that a <see cref="Supervisor{T}"/> keeps running.</summary>
internal interface ISupervised : IAsyncDisposable
{
    /// <summary>Ends when the program does.</summary>
    Task Ended { get; }

    /// <summary>How it ended, for a message.</summary>
    string Ending { get; }
}

/// <summary>Starts a program again where it ends by itself, as the Functions host does with its workers.</summary>
/// <param name="first">The running program.</param>
/// <param name="startAgain">Starts its successor; null where that could not go on with what the program held.</param>
/// <param name="warn">Hears of each end.</param>
internal sealed class Supervisor<T>(T first, Func<T, CancellationToken, Task<T>>? startAgain, Action<string> warn) : IAsyncDisposable
    where T : class, ISupervised
{
    /// <summary>A program that does not start this often in a row never will.</summary>
    private const int MostFailures = 5;

    private volatile TaskCompletionSource<T> _running = Completed(first);

    /// <summary>The program that was started last.</summary>
    public T Latest { get; private set; } = first;

    /// <summary>The running program, as soon as there is one.</summary>
    public Task<T> GetAsync(CancellationToken cancel) => _running.Task.WaitAsync(cancel);

    /// <summary>Supervises until cancelled.</summary>
    /// <exception cref="CommandException">The program cannot be started any more.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await Latest.Ended.WaitAsync(cancel);
            if (startAgain is null)
                throw new CommandException($"{Latest.Ending}, and what it held in memory is lost. Start again.");
            var next = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = next;
            warn($"{Latest.Ending}; it is started again.");
            await Latest.DisposeAsync();
            Latest = await StartAgainAsync(startAgain, cancel);
            next.SetResult(Latest);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Latest.DisposeAsync();

    private async Task<T> StartAgainAsync(Func<T, CancellationToken, Task<T>> start, CancellationToken cancel)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await start(Latest, cancel);
            }
            catch (CommandException e) when (failures < MostFailures)
            {
                warn(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(failures), cancel);
            }
        }
    }

    private static TaskCompletionSource<T> Completed(T program)
    {
        var source = new TaskCompletionSource<T>();
        source.SetResult(program);
        return source;
    }
}

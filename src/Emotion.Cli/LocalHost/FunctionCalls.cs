namespace Emotion.Cli.LocalHost;

/// <summary>Calls functions of a handler that may end at any time and come back.</summary>
internal sealed class FunctionCalls(Supervisor<HandlerProcess> handler)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls a function, once there is a handler that listens.</summary>
    /// <exception cref="InvocationFailedException">The attempt failed.</exception>
    public async Task InvokeAsync(FunctionCall call, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await (await handler.GetAsync(cancel)).InvokeAsync(call, cancel);
                return;
            }
            catch (HandlerAwayException)
            {
                await Task.Delay(Pause, cancel); // it has ended, and the supervisor is about to notice
            }
        }
    }
}

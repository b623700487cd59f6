using Emotion.Audio;

namespace Emotion.Cli.Commands;

/// <summary>The same done to many files, several at once.</summary>
internal static class EachFile
{
    /// <summary>What comes of the files, in their order. One that cannot be read is named on standard error, and must not keep thousands of others from coming out.</summary>
    /// <param name="files">The files.</param>
    /// <param name="what">What is done to each.</param>
    /// <param name="cancel">Gives up.</param>
    public static List<T> Do<T>(IReadOnlyList<string> files, Func<string, T> what, CancellationToken cancel)
        where T : class
    {
        var done = files.AsParallel().AsOrdered().WithCancellation(cancel).Select(file => Try(file, what)).ToList();
        foreach (var (file, (_, problem)) in files.Zip(done))
        {
            if (problem is not null)
                Console.Error.WriteLine($"{file}: {problem}");
        }

        return [.. done.Select(one => one.Result).OfType<T>()];
    }

    private static (T? Result, string? Problem) Try<T>(string file, Func<string, T> what)
        where T : class
    {
        try
        {
            return (what(file), null);
        }
        catch (Exception e) when (e is InvalidAudioException or IOException or UnauthorizedAccessException or CommandException)
        {
            return (null, e.Message);
        }
    }
}

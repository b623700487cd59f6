using Emotion.Training.Commands;
using Spectre.Console;

// A file has no width: tables go into it whole.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160;

return await CommandLine.RunAsync(args, AnsiConsole.Console, Console.Error, TimeProvider.System);

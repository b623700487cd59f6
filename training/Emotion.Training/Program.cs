using Emotion.Training.Commands;
using Emotion.Training.Native;
using Spectre.Console;

// A file has no width: tables go into it whole.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160;

TorchWarnings.Silence();
Heap.KeepFreedMemory();
return await CommandLine.RunAsync(args, AnsiConsole.Console, Console.Error, TimeProvider.System);

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Hosting;

/// <summary>Starts the app; settings that make no sense end it with a sentence, before any function runs.</summary>
internal static class AppStart
{
    /// <summary>Builds the app, validates all settings, and runs until it is told to stop.</summary>
    /// <returns>Exit code: 0, or 1 where the settings are at fault.</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        IHost app;
        try
        {
            app = build();
            app.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception e) when (Explain(e) is { Count: > 0 } faults)
        {
            foreach (var fault in faults)
                await Console.Error.WriteLineAsync(fault);
            return 1;
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>What is wrong with the settings; nothing for any other error.</summary>
    private static IReadOnlyList<string> Explain(Exception e) => e switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Explain)],
        // Of the configuration binder: "Failed to convert configuration value 'often' at 'Model:RefreshSeconds' to type …"
        InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } unreadable => [AsSetting(unreadable.Message)],
        _ => [],
    };

    /// <summary>An app setting writes "__" for the binder's ":".</summary>
    private static string AsSetting(string message)
    {
        var path = Math.Max(0, message.LastIndexOf(" at '", StringComparison.Ordinal));
        return message[..path] + message[path..].Replace(":", "__", StringComparison.Ordinal);
    }
}

using System.CommandLine;
using Emotion.Audio.Recordings;

namespace Emotion.Cli.Commands;

/// <summary><c>--longest-clip</c>, <c>--window</c> and <c>--hop</c>, shared by the commands that score here. The pipeline has settings for them.</summary>
internal sealed class WindowingOptions
{
    private readonly Option<double> _longestClip =
        Seconds("--longest-clip", "What lasts longer is a recording, and is scored in windows.", Windowing.Default.LongestClipSeconds, 1, 60);

    private readonly Option<double> _window = Seconds("--window", "Length of a recording's windows.", Windowing.Default.WindowSeconds, 1, 30);
    private readonly Option<double> _hop = Seconds("--hop", "From a window to the next.", Windowing.Default.HopSeconds, 0.1, 30);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_longestClip, _window, _hop])
            command.Options.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public Windowing Read(ParseResult parsed) => new()
    {
        LongestClipSeconds = parsed.GetValue(_longestClip),
        WindowSeconds = parsed.GetValue(_window),
        HopSeconds = parsed.GetValue(_hop),
    };

    private static Option<double> Seconds(string name, string description, double usual, double low, double high)
    {
        var option = new Option<double>(name) { Description = $"{description} In seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => usual };
        option.MustLieBetween(low, high);
        return option;
    }
}

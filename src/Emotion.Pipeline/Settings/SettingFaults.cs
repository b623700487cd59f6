using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Settings;

/// <summary>What is wrong with the settings of a section: each fault names its setting, the value, and what it may be.</summary>
/// <param name="section">Configuration section; an app setting is called <c>{section}__{name}</c>.</param>
public sealed class SettingFaults(string section)
{
    private readonly List<string> _faults = [];

    /// <summary>The faults, as the options system wants them.</summary>
    public ValidateOptionsResult Result => _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);

    /// <summary>A number that has limits.</summary>
    public SettingFaults Between<T>(T least, T most, string unit, string name, T value)
        where T : INumber<T> => Expect(
            value >= least && value <= most,
            string.Create(CultureInfo.InvariantCulture, $"Setting {section}__{name} is {value}; it must be from {least} to {most} {unit}."));

    /// <summary>A text that cannot be empty.</summary>
    public SettingFaults NotEmpty(string name, string value) =>
        Expect(!string.IsNullOrWhiteSpace(value), $"Setting {section}__{name} is empty; leave it out for its default value.");

    /// <summary>Anything else.</summary>
    public SettingFaults Expect(bool holds, string fault)
    {
        if (!holds)
            _faults.Add(fault);
        return this;
    }
}

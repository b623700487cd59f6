using System.Globalization;

namespace Emotion.Pipeline.Results;

/// <summary>Dates and times as people write them in queries: <c>2026-11-24</c>, <c>2026-11-24T09:30</c>; UTC unless they say otherwise.</summary>
public static class DateText
{
    /// <summary>No others: 10/11/2026 is October to some and November to others.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says how to write it.</exception>
    public static DateTimeOffset Parse(string text) => DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : throw new FormatException($"'{text}' is no date. Write it as 2026-11-24 or 2026-11-24T09:30.");
}

namespace Emotion.Audio.Resampling;

internal static class Ratio
{
    /// <summary>The two rates, divided by their greatest common divisor.</summary>
    public static (int Up, int Down) Reduce(int toRate, int fromRate)
    {
        var (a, b) = (toRate, fromRate);
        while (b != 0)
            (a, b) = (b, a % b);
        return (toRate / a, fromRate / a);
    }
}

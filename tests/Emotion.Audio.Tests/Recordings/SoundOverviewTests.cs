using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Tests;

namespace Emotion.Audio.Tests.Recordings;

public class SoundOverviewTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(0.6)]
    [InlineData(3)]
    [InlineData(13.9)]
    [InlineData(90)]
    public void Columns_cover_the_clip_and_no_more_than_a_picture_shows(double seconds)
    {
        var overview = Of(WavFile.Voice(seconds, Rate));
        var columns = overview.Lowest.Length;
        Assert.InRange(columns, seconds < 13 ? seconds * Rate / 256 : 600, Math.Min(1200, seconds * Rate / 256 + 1));
        Assert.Equal((columns, 64, columns), (overview.Highest.Length, overview.Decibels.GetLength(0), overview.Decibels.GetLength(1)));
        Assert.Equal(0, overview.Decibels.Cast<double>().Max(), 1e-9);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(40, 300)]
    public void A_tone_stands_at_its_time_and_frequency(double seconds, double hz)
    {
        var samples = new float[(int)(seconds * Rate)];
        for (var i = samples.Length / 2; i < samples.Length * 3 / 4; i++)
            samples[i] = 0.5f * MathF.Sin((float)(2 * Math.PI * hz * i / Rate));
        var overview = Of(samples);
        var columns = overview.Highest.Length;
        for (var column = 0; column < columns; column++)
        {
            var time = (column + 0.5) / columns;
            if (time is < 0.48 or (> 0.52 and < 0.73) or > 0.77)
                Assert.Equal(time is > 0.5 and < 0.75 ? 0.5 : 0, overview.Highest[column], 0.01);
        }

        var middle = (int)(0.625 * columns);
        var loudest = Enumerable.Range(0, LogMelSpectrogram.Bands).MaxBy(band => overview.Decibels[band, middle]);
        Assert.Equal(SoundOverview.BandAt(hz), loudest, 1.0);
        Assert.Equal(-80, overview.Decibels[loudest, columns / 4]);
    }

    private static SoundOverview Of(float[] samples) => SoundOverview.Of(new MemoryStream(WavFile.Pcm16(samples, Rate)), (double)samples.Length / Rate);
}

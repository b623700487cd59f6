using System.Globalization;
using System.Text.Json;
using Emotion.Audio.Features;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Tests;

/// <summary>The constant parts, row by row, against librosa's: a failure here names the stage that is wrong.</summary>
public class GoldenBasesTests
{
    private static readonly JsonElement Bases = GoldenSet.LoadElement(GoldenSet.Folder, "bases.json");

    [Fact]
    public void The_window_is_the_periodic_hann_window()
    {
        AssertClose(Numbers(Bases.GetProperty("hann_2048_first64")), Stft.Librosa.Window[..64], 1e-7);
        Assert.Equal(1, Stft.Librosa.Window[1024]);
        Assert.Equal(Bases.GetProperty("hann_2048_mid").GetProperty("i2047").GetDouble(), Stft.Librosa.Window[2047], 1e-9);
    }

    [Fact]
    public void Mel_filters_are_slaneys()
    {
        var rows = Bases.GetProperty("mel_rows").EnumerateArray().ToArray();
        Assert.Equal(FeatureSet.MelCount, rows.Length);
        for (var band = 0; band < rows.Length; band++)
        {
            Assert.Equal(rows[band].GetProperty("first_bin").GetInt32(), MelFilterBank.Librosa.Bands[band].FirstBin);
            AssertClose(Numbers(rows[band].GetProperty("values")), MelFilterBank.Librosa.Bands[band].Weights.Select(w => (double)w), 1e-8);
        }
    }

    [Fact]
    public void Dct_rows_are_the_orthonormal_dct_2()
    {
        foreach (var row in Bases.GetProperty("dct2_ortho_128_rows").EnumerateObject())
            AssertClose(Numbers(row.Value), Mfcc.DctRows[int.Parse(row.Name, CultureInfo.InvariantCulture)], 1e-7);
    }

    [Fact]
    public void Chroma_filters_are_librosas_in_tune_and_out_of_tune()
    {
        var inTune = Bases.GetProperty("chroma_tuning0_rows").EnumerateArray().ToArray();
        for (var c = 0; c < inTune.Length; c++)
            AssertClose(Numbers(inTune[c]), ChromaFilterBank.For(0).Rows[c].Select(w => (double)w), 1e-6);

        foreach (var tuning in Bases.GetProperty("chroma_tuned").EnumerateObject())
        {
            var bank = ChromaFilterBank.For(double.Parse(tuning.Name, CultureInfo.InvariantCulture));
            foreach (var row in tuning.Value.EnumerateObject())
                AssertClose(Numbers(row.Value), bank.Rows[int.Parse(row.Name, CultureInfo.InvariantCulture)].Select(w => (double)w), 1e-6);
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertClose(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], tolerance);
    }
}

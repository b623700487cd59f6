using Emotion.Inference.Measuring;

namespace Emotion.Inference.Tests.Measuring;

public class CohensKappaTests
{
    [Fact]
    public void Kappa_and_its_error_are_the_textbooks()
    {
        // Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", table 18.1: 100 subjects, kappa 0.68 with a standard error of 0.087.
        var kappa = CohensKappa.Of(Of([75, 1, 4], [5, 4, 1], [0, 0, 10]));
        Assert.Equal(0.676, kappa.Value, 5e-4);
        Assert.Equal(0.087, kappa.StandardError, 1.5e-3);
        Assert.Equal(kappa.Value - 1.96 * kappa.StandardError, kappa.Interval!.Low, 1e-5);
    }

    [Fact]
    public void The_error_is_what_drawing_clips_again_and_again_gives()
    {
        int[][] counts = [[60, 20, 5], [15, 40, 10], [5, 10, 35]];
        var expected = CohensKappa.Of(Of(counts)).StandardError;
        var pairs = Enumerable.Range(0, 9).SelectMany(cell => Enumerable.Repeat(cell, counts[cell / 3][cell % 3])).ToArray();
        var random = new Random(1);
        var drawn = Enumerable.Range(0, 2000).Select(_ =>
        {
            int[][] again = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
            foreach (var cell in pairs.Select(_ => pairs[random.Next(pairs.Length)]))
                again[cell / 3][cell % 3]++;
            return CohensKappa.Of(Of(again)).Value;
        }).ToList();
        var mean = drawn.Average();
        Assert.Equal(expected, Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean))), 0.05 * expected);
    }

    [Fact]
    public void Full_agreement_is_1_and_chance_is_0()
    {
        var full = CohensKappa.Of(Of([5, 0], [0, 5]));
        Assert.Equal(1, full.Value, 12);
        Assert.Null(full.Interval); // ten clips prove no perfection
        Assert.Equal(0, CohensKappa.Of(Of([4, 4], [4, 4])).Value, 12);
        Assert.True(double.IsNaN(CohensKappa.Of(Of([5, 0], [0, 0])).Value));
    }

    [Fact]
    public void The_interval_of_the_uar_is_what_drawing_clips_again_and_again_gives()
    {
        var interval = Interval.Uar(Of([30, 10], [15, 45]));
        var random = new Random(2);
        var drawn = Enumerable.Range(0, 4000)
            .Select(_ => (Share(0.75, 40) + Share(0.75, 60)) / 2)
            .Order().ToList();
        Assert.Equal(drawn[100], interval.Low, 0.02);
        Assert.Equal(drawn[3900], interval.High, 0.02);

        double Share(double recall, int clips) => Enumerable.Range(0, clips).Count(_ => random.NextDouble() < recall) / (double)clips;
    }

    private static ConfusionMatrix Of(params int[][] counts)
    {
        string[] labels = [.. Enumerable.Range(0, counts.Length).Select(i => $"{i}")];
        var confusion = new ConfusionMatrix(labels);
        for (var i = 0; i < counts.Length; i++)
        {
            foreach (var j in Enumerable.Range(0, counts.Length).SelectMany(j => Enumerable.Repeat(j, counts[i][j])))
                confusion.Add(labels[i], labels[j]);
        }

        return confusion;
    }
}

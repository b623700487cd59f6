using Emotion.Inference.Measuring;
using Emotion.Training.Measuring;
using Emotion.Training.Reporting;

namespace Emotion.Training.Tests.Reporting;

public class MarkdownTableTests
{
    [Fact]
    public void Columns_line_up_and_bars_within_a_cell_are_escaped()
    {
        var table = new MarkdownTable("label", "F1");
        table.Add("a|b", Figure.Percent(0.5));
        table.Add("calm", Figure.Percent((double?)null));

        Assert.Equal("| label |     F1 |\n| ----- | -----: |\n| a\\|b  | 50.0 % |\n| calm  |      – |\n", table.ToString());
    }

    [Fact]
    public void Figures_over_folds_carry_their_deviation()
    {
        Assert.Equal("42.2 ± 3.1 %", Figure.Percent(new MeanAndDeviation(0.4221, 0.0308)));
        Assert.Equal("42.2 %", Figure.Percent(new MeanAndDeviation(0.4221, null)));
        Assert.Equal("1.500 ± 0.250", Figure.Number(new MeanAndDeviation(1.5, 0.25)));
        Assert.Equal("38.4 to 50.9 %", Figure.Percent(new Interval(0.3843, 0.5091)));
    }
}

using Emotion.Training.Measuring;

namespace Emotion.Training.Tests.Measuring;

public class ConfusionMatrixTests
{
    [Fact]
    public void Figures_are_those_computed_by_hand()
    {
        // true \ given    a  b  c    recall   precision   F1
        //       a         4  1  1    4/6      4/5         8/11
        //       b         1  2  0    2/3      2/3         2/3
        //       c         0  0  1    1        1/2         2/3
        var confusion = Of(["a", "b", "c"], [4, 1, 1], [1, 2, 0], [0, 0, 1]);

        Assert.Equal(10, confusion.Clips);
        Assert.Equal(0.7, confusion.Accuracy, 12);
        Assert.Equal(4 / 6.0, confusion.Recall["a"], 12);
        Assert.Equal(2 / 3.0, confusion.Recall["b"], 12);
        Assert.Equal(1, confusion.Recall["c"], 12);
        Assert.Equal((4 / 6.0 + 2 / 3.0 + 1) / 3, confusion.Uar, 12);
        Assert.Equal((8 / 11.0 + 2 / 3.0 + 2 / 3.0) / 3, confusion.MacroF1, 12);
        Assert.Equal([[4, 1, 1], [1, 2, 0], [0, 0, 1]], confusion.Counts);
    }

    [Fact]
    public void A_label_that_does_not_occur_has_no_recall_and_leaves_the_average_alone()
    {
        // true \ given    a  b  c    recall   F1
        //       a         3  1  0    3/4      6/7
        //       b         0  0  0    none     0: given, never right
        //       c         0  0  0    none     none
        var confusion = Of(["a", "b", "c"], [3, 1, 0], [0, 0, 0], [0, 0, 0]);

        Assert.Equal(["a"], confusion.Recall.Keys);
        Assert.Equal(0.75, confusion.Uar, 12);
        Assert.Equal(6 / 7.0 / 2, confusion.MacroF1, 12);
    }

    private static ConfusionMatrix Of(string[] labels, params int[][] counts)
    {
        var confusion = new ConfusionMatrix(labels);
        foreach (var (truth, row) in labels.Zip(counts))
        {
            foreach (var given in labels.Zip(row).SelectMany(cell => Enumerable.Repeat(cell.First, cell.Second)))
                confusion.Add(truth, given);
        }

        return confusion;
    }
}

using Emotion.Inference.Measuring;

namespace Emotion.Inference.Tests.Measuring;

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

    [Fact]
    public void Figures_of_each_label_are_those_of_scikit_learn()
    {
        // The example of precision_recall_fscore_support and f1_score: cat dog pig cat dog pig, called cat pig dog cat cat dog.
        var confusion = Of(["cat", "dog", "pig"], [2, 0, 0], [1, 0, 1], [0, 2, 0]);

        Assert.Equal([new("cat", 2 / 3.0, 1, 0.8, 2, 3), new("dog", 0, 0, 0, 2, 2), new("pig", 0, 0, 0, 2, 1)], confusion.Classes);
        Assert.Equal(0.8 / 3, confusion.MacroF1, 12);
        Assert.Equal(1 / 3.0, confusion.Uar, 12);
    }

    [Fact]
    public void A_figure_without_anything_to_divide_by_is_left_open()
    {
        var confusion = Of(["a", "b", "c"], [3, 1, 0], [0, 0, 0], [0, 0, 0]);

        Assert.Equal(new ClassFigures("b", 0, null, 0, 0, 1), confusion.Classes[1]);
        Assert.Equal(new ClassFigures("c", null, null, null, 0, 0), confusion.Classes[2]);
    }

    [Fact]
    public void Matrices_add_up_cell_by_cell()
    {
        var sum = Of(["a", "b"], [1, 2], [3, 4]);
        sum.Add(Of(["a", "b"], [10, 20], [30, 40]));
        Assert.Equal([[11, 22], [33, 44]], sum.Counts);
    }

    [Fact]
    public void A_label_that_is_not_in_the_matrix_is_refused() =>
        Assert.Contains("'bored' is none of a, b", Assert.Throws<ArgumentException>(() => Of(["a", "b"]).Add("a", "bored")).Message, StringComparison.Ordinal);

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

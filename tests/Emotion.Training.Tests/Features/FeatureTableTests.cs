using Emotion.Training.Corpora;
using Emotion.Training.Features;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Features;

public class FeatureTableTests
{
    [Fact]
    public void Copies_follow_their_recording_and_are_numbered()
    {
        var first = Examples.Of(1, features: [1]) with { Copies = [[10], [11]] };
        var second = Examples.Of(2, features: [2]) with { Copies = [[20], [21]] };

        var rows = FeatureTable.RowsOf(new Dataset([], [first, second], [])).ToList();

        Assert.Equal([0, 1, 2, 0, 1, 2], rows.Select(row => row.Copy));
        Assert.Equal([1, 10, 11, 2, 20, 21], rows.Select(row => row.Features[0]));
    }
}

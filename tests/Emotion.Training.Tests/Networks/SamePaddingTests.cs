using Emotion.Training.Networks;

namespace Emotion.Training.Tests.Networks;

public class SamePaddingTests
{
    // The lengths on the way through the network, and Keras's pads for them.
    [Theory]
    [InlineData(180, 1, 2, 90)]
    [InlineData(90, 1, 2, 45)]
    [InlineData(45, 2, 2, 23)]
    [InlineData(23, 2, 2, 12)]
    public void Windows_of_5_with_stride_2_halve_the_length_rounded_up(int length, int before, int after, int outputLength) =>
        Assert.Equal(new SamePadding(before, after, outputLength), SamePadding.For(length, window: 5, stride: 2));

    [Fact]
    public void A_stride_longer_than_the_window_needs_no_padding() =>
        Assert.Equal(new SamePadding(0, 0, 3), SamePadding.For(9, window: 2, stride: 3));
}

using static TorchSharp.torch;

namespace Emotion.Training.Tests.Native;

public class TorchNumbersTests
{
    /// <summary>Where garbage is collected in the background, torch fails within a tenth of a second: see Torch.targets.</summary>
    [Fact]
    public void A_number_is_not_freed_while_torch_reads_it()
    {
        const int Batches = 500;
        const int Calls = 200;
        using var one = ones(1);
        var total = 0.0;
        for (var batch = 0; batch < Batches; batch++)
        {
            GC.KeepAlive(new float[1 << 20]); // large, as a batch of spectrograms is: collected with the oldest generation
            for (var call = 0; call < Calls; call++)
            {
                using var sum = one + one; // takes a number: one + 1 * one
                total += sum.item<float>();
            }
        }

        Assert.Equal(2.0 * Batches * Calls, total);
    }
}

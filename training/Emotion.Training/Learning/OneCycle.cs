namespace Emotion.Training.Learning;

/// <summary>The one-cycle learning rate (Smith and Topin 2018): up in a line over the first part of the training, down along a cosine after.</summary>
/// <param name="peak">The highest rate.</param>
/// <param name="steps">Steps of the whole training.</param>
public sealed class OneCycle(double peak, int steps)
{
    private const double WarmUp = 0.15;
    private const double Start = 0.05; // of the peak
    private const double End = 0.001;

    /// <summary>The rate of a step, from 0.</summary>
    public double At(int step)
    {
        var done = (double)step / steps;
        return peak * (done < WarmUp
            ? Start + (1 - Start) * done / WarmUp
            : End + (1 - End) * (1 + Math.Cos(Math.PI * (done - WarmUp) / (1 - WarmUp))) / 2);
    }
}

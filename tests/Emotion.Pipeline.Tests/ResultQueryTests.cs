using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Tests;

public class ResultQueryTests
{
    [Fact]
    public void Whole_confidences_stay_doubles_since_no_double_equals_an_integer_in_Azure()
    {
        Assert.Equal("Confidence ge 0.0 and Confidence le 1.0", new ResultQuery(MinConfidence: 0) { MaxConfidence = 1 }.ToFilter());
        Assert.Equal("Confidence ge 0.00001", new ResultQuery(MinConfidence: 1e-5).ToFilter());
    }

    [Fact]
    public void Text_is_quoted_and_nothing_asked_for_is_everything()
    {
        Assert.Equal("Clip ge 'a''b/' and Clip lt 'a''b/\uFFFF'", new ResultQuery { NamePrefix = "a'b/" }.ToFilter());
        Assert.Null(new ResultQuery().ToFilter());
    }
}

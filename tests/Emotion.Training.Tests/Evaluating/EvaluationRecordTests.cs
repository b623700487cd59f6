using Emotion.Inference;
using Emotion.Tests;
using Emotion.Training.Corpora;
using Emotion.Training.Evaluating;

namespace Emotion.Training.Tests.Evaluating;

public class EvaluationRecordTests
{
    [Fact]
    public void Who_speaks_is_known_to_the_model_whether_or_not_it_heard_them_sing()
    {
        Assert.True(IsTrainedOn(Ravdess.Info, learnt: Ravdess.Info));
        Assert.True(IsTrainedOn(Ravdess.InfoWithSong, learnt: Ravdess.Info));
        Assert.True(IsTrainedOn(Ravdess.Info, learnt: Ravdess.InfoWithSong));
        Assert.False(IsTrainedOn(CremaD.Info, learnt: Ravdess.InfoWithSong));
        Assert.False(IsTrainedOn(Listed("a.csv"), learnt: Listed("ab.csv")));
    }

    private static CorpusInfo Listed(string manifest) => Ravdess.Info with { Name = $"the recordings that {manifest} lists" };

    private static bool IsTrainedOn(CorpusInfo heard, CorpusInfo learnt)
    {
        var corpus = new Corpus(heard, [], OtherFiles: 0);
        return CorpusRecord.Of(corpus, new ModelEvaluation
        {
            Card = ShippedModel.Card with { Corpora = [new CorpusUse(learnt.Name, learnt.Licence, learnt.Citation, 1, 1)] },
            Data = new Dataset([corpus], [], []),
            ExcludedLabels = new Dictionary<string, int>(),
            EvaluationSet = "",
            Scored = [],
        }).TrainedOn;
    }
}

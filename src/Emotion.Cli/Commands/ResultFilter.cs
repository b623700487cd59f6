using System.CommandLine;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary>The options that say which rows are meant.</summary>
internal sealed class ResultFilter
{
    private readonly Option<string?> _corpus = new("--corpus") { Description = "Only this corpus.", HelpName = "NAME" };
    private readonly Option<string?> _prefix = new("--prefix") { Description = "Only clips whose name begins so, for example \"study1/day 1/\".", HelpName = "TEXT" };
    private readonly Option<string?> _emotion = new("--emotion") { Description = "Only this emotion." };
    private readonly Option<ResultStatus?> _status = new("--status") { Description = "Only this outcome." };
    private readonly Option<double?> _minConfidence = new("--min-confidence") { Description = "Only clips whose emotion has at least this probability, 0 to 1.", HelpName = "NUMBER" };
    private readonly Option<double?> _maxConfidence = new("--max-confidence") { Description = "Only clips whose emotion has at most this probability.", HelpName = "NUMBER" };
    private readonly Option<bool?> _uncertain = new("--uncertain") { Description = "Only answers that the model's card calls uncertain; false: only the others.", HelpName = "true|false" };
    private readonly Option<string?> _model = new("--model") { Description = "Only answers of this version of the model.", HelpName = "VERSION" };
    private readonly Option<DateTimeOffset?> _since = Time("--since", "Only rows made then or later, for example 2026-11-24 or 2026-11-24T09:30 (UTC).");
    private readonly Option<DateTimeOffset?> _before = Time("--before", "Only rows made before (UTC).");

    public ResultFilter()
    {
        _emotion.AcceptOnlyFromAmong([.. EmotionLabels.All]);
        _minConfidence.MustLieBetween(0, 1);
        _maxConfidence.MustLieBetween(0, 1);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_corpus, _prefix, _emotion, _status, _minConfidence, _maxConfidence, _uncertain, _model, _since, _before])
            command.Options.Add(option);
    }

    public ResultQuery Query(ParseResult parsed) =>
        new(parsed.GetValue(_corpus), parsed.GetValue(_emotion), parsed.GetValue(_minConfidence), parsed.GetValue(_status))
        {
            MaxConfidence = parsed.GetValue(_maxConfidence),
            Uncertain = parsed.GetValue(_uncertain),
            ModelVersion = parsed.GetValue(_model),
            NamePrefix = parsed.GetValue(_prefix),
            Since = parsed.GetValue(_since),
            Before = parsed.GetValue(_before),
        };

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = argument =>
        {
            try
            {
                return DateText.Parse(argument.Tokens[0].Value);
            }
            catch (FormatException e)
            {
                argument.AddError(e.Message);
                return null;
            }
        },
    };
}

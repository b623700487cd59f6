using System.Diagnostics;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Steps;

namespace Emotion.Pipeline.Telemetry;

/// <summary>A step with its span, its duration and its outcome.</summary>
internal static class ObservedStep
{
    /// <summary>Runs a step.</summary>
    /// <param name="step">The function's name.</param>
    /// <param name="clip">The clip; null where the message names none.</param>
    /// <param name="traceParent">
    /// The span that sent the message (W3C <c>traceparent</c>), so that one trace follows a clip from blob to row; null to go on with the call's.
    /// </param>
    /// <param name="run">The step.</param>
    public static async Task<StepOutcome> RunAsync(string step, ClipId? clip, string? traceParent, Func<Task<StepOutcome>> run)
    {
        using var span = StartSpan(step, traceParent);
        span?.SetTag(Tags.Clip, clip?.BlobName);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await run();
            Record((Tags.Outcome, outcome.Kind.ToString()), (Tags.Reason, outcome.Reason), (Tags.ModelVersion, outcome.ModelVersion));
            return outcome;
        }
        catch (Exception e)
        {
            Record((Tags.Outcome, e is OperationCanceledException ? Tags.Cancelled : Tags.Error), (Tags.ErrorType, e.GetType().FullName));
            span?.SetStatus(ActivityStatusCode.Error, e.Message); // the exception itself is in the host's log
            throw;
        }

        void Record(params ReadOnlySpan<(string Name, string? Value)> ending)
        {
            var tags = new TagList();
            foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[(Tags.Step, step), (Tags.Corpus, clip?.Corpus), .. ending])
            {
                if (value is null)
                    continue;
                tags.Add(name, value);
                span?.SetTag(name, value);
            }

            PipelineTelemetry.Steps.Add(1, tags);
            PipelineTelemetry.StepDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    private static Activity? StartSpan(string step, string? traceParent)
    {
        // Internal: the host's own span is the consumer. In Application Insights these are dependencies below the host's request.
        if (!ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var sender))
            return PipelineTelemetry.Spans.StartActivity(step);

        // The host's call is another trace; a link leads to it.
        ActivityLink[] call = Activity.Current is { } current ? [new ActivityLink(current.Context)] : [];
        return PipelineTelemetry.Spans.StartActivity(step, ActivityKind.Internal, sender, links: call);
    }
}

using Azure;
using Emotion.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Emotion.Functions.Hosting.Http;

/// <summary>Which status and sentence an error becomes.</summary>
internal static class ApiFaults
{
    /// <summary>What a caller is told.</summary>
    public static (int Status, string Error) Explain(Exception e) => e switch
    {
        FormatException => (StatusCodes.Status400BadRequest, e.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        RequestFailedException { Status: 400 } refused => (StatusCodes.Status400BadRequest, $"The storage refuses this request ({refused.ErrorCode}). Check the clip's name, or the parameter after."),
        RequestFailedException { Status: 412 } => (StatusCodes.Status409Conflict, "The clip was replaced in this moment. Ask again."),
        _ when StorageErrors.Explain(e) is not null => (StatusCodes.Status503ServiceUnavailable, "The storage does not answer as it should. Try again; the function app's log says more."),
        _ => (StatusCodes.Status500InternalServerError, "Something broke that should not. The function app's log says what."),
    };
}

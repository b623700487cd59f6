using Emotion.Functions.Hosting;
using Emotion.Functions.Hosting.Telemetry;
using Emotion.Pipeline;
using Microsoft.Azure.Functions.Worker.Builder;

return await AppStart.RunAsync(() =>
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.Services.AddEmotionPipeline(builder.Configuration);
    builder.AddTelemetry(callSource: "Microsoft.Azure.Functions.Worker");
    return builder.Build();
});

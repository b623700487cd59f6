using Emotion.Functions.Hosting;
using Emotion.Functions.Hosting.CustomHandler;
using Emotion.Functions.Hosting.Http;
using Emotion.Functions.Hosting.Telemetry;
using Emotion.Pipeline;
using Microsoft.AspNetCore.Builder;

return await AppStart.RunAsync(() =>
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.Services.AddEmotionPipeline(builder.Configuration);
    builder.AddTelemetry(callSource: "Microsoft.AspNetCore");
    builder.Services.AddHttpApi();
    builder.AddHandler();
    var app = builder.Build();
    app.TurnWebSitesAway();
    app.MapFunctions();
    app.MapApi();
    app.EndWithHost();
    return app;
});

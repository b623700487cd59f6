using Emotion.Functions.Hosting;
using Emotion.Functions.Hosting.Http;
using Emotion.Functions.Hosting.Telemetry;
using Emotion.Pipeline;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

return await AppStart.RunAsync(() =>
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddEmotionPipeline(builder.Configuration);
    builder.Services.AddHttpApi();
    builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null); // the Functions host has a limit of its own
    builder.AddTelemetry(callSource: "Microsoft.Azure.Functions.Worker");
    return builder.Build();
});

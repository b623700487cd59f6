using Emotion.Functions.Hosting.CustomHandler;
using Emotion.Pipeline;

var builder = WebApplication.CreateSlimBuilder(args);

builder.Services.AddEmotionPipeline(builder.Configuration);
builder.Services.AddSingleton<FunctionTable>();
builder.Services.AddOptions<HandlerOptions>().BindConfiguration(HandlerOptions.Section).ValidateDataAnnotations().ValidateOnStart();

var handler = builder.Configuration.GetSection(HandlerOptions.Section).Get<HandlerOptions>() ?? new HandlerOptions();
var port = builder.Configuration.GetValue("FUNCTIONS_CUSTOMHANDLER_PORT", 8080);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenLocalhost(port); // only the Functions host on this machine calls
    kestrel.Limits.MaxRequestBodySize = handler.LargestCallMiB * 1024L * 1024L;
});

var app = builder.Build();
app.MapFunctions();
await app.RunAsync();

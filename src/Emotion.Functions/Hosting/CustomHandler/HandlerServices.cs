using Emotion.Pipeline.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>The functions behind Kestrel, at the port that the Functions host names.</summary>
internal static class HandlerServices
{
    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const int UsualPort = 8080;

    /// <summary>Set by the local host, which keeps a pipe to the handler's input; the Functions host gives none.</summary>
    internal const string EndsWithInputSetting = $"{HandlerOptions.Section}:EndsWithInput";

    public static void AddHandler(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton<FunctionTable>();
        builder.Services.AddSingleton<IValidateOptions<HandlerOptions>, HandlerOptionsValidator>();
        builder.Services.AddOptions<HandlerOptions>().Bind(configuration.GetSection(HandlerOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton(provider => Smaller(
            ClipSizeLimit.Of(provider.GetRequiredService<IOptions<ClipOptions>>().Value), provider.GetRequiredService<IOptions<HandlerOptions>>().Value.LargestClip()));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<HandlerOptions>>((kestrel, handler) =>
        {
            kestrel.ListenLocalhost(configuration.GetValue(PortSetting, UsualPort)); // only the Functions host on this machine calls
            kestrel.Limits.MaxRequestBodySize = handler.Value.LargestCallMiB * HandlerOptions.MiB;
        });
    }

    private static ClipSizeLimit Smaller(ClipSizeLimit one, ClipSizeLimit other) => one.Bytes <= other.Bytes ? one : other;

    /// <summary>Ends the handler with a host that was killed: the pipe to its input breaks.</summary>
    public static void EndWithHost(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>(EndsWithInputSetting))
            return;
        var watch = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nobody writes; the end is what counts.
            }

            app.Lifetime.StopApplication();
        });
        watch.IsBackground = true;
        watch.Start();
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Functions.Hosting.Http;

/// <summary>The HTTP functions' parts, for either adapter.</summary>
public static class ApiServices
{
    /// <summary>Registers them; the pipeline's own are registered already.</summary>
    public static IServiceCollection AddHttpApi(this IServiceCollection services) => services.AddSingleton<HttpApi>();
}

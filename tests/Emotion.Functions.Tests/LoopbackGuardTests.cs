using System.Net;

namespace Emotion.Functions.Tests;

/// <summary>The handler's own port, as a browser on the same machine could reach it.</summary>
public sealed class LoopbackGuardTests(HandlerFixture handler)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:7071", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Accept", "*/*", HttpStatusCode.OK)]
    public async Task Web_sites_are_turned_away(string header, string value, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(handler.Address, "/api/openapi.json"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.StatusCode);
    }
}

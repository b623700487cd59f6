using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Emotion.Cli;
using Emotion.Cli.Page;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests.Page;

/// <summary>The HTTP part of the local host: what it hands on, to whom, and what it survives.</summary>
public sealed class PageServerTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private readonly HostFixture _host = fixture.Host;
    private readonly PageServer _page = fixture.Page;
    private readonly HttpClient _http = fixture.Http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_posted_clip_with_any_name_becomes_a_row_that_the_page_is_told_of()
    {
        using var posted = await _http.PostAsync("api/clips/study/day%201/%C3%A4%20%231%3F%2525.wav", new ByteArrayContent(WavFile.VoiceClip()), Cancel);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        var clip = new ClipId("study", "day 1/ä #1?%25.wav");
        var row = await _host.RowAsync((await _host.Clips.FindAsync(clip, Cancel))!);
        Assert.Equal(ResultStatus.Scored, row.Status);

        var view = JsonNode.Parse(await _http.GetStringAsync($"api/clips?name={Uri.EscapeDataString(clip.BlobName)}", Cancel))!;
        Assert.Equal(("Scored", row.Prediction!.Emotion), ((string?)view["state"], (string?)view["result"]!["emotion"]));
        using var part = new HttpRequestMessage(HttpMethod.Get, $"api/audio?name={Uri.EscapeDataString(clip.BlobName)}") { Headers = { Range = new RangeHeaderValue(0, 3) } };
        using var sound = await _http.SendAsync(part, Cancel);
        Assert.Equal((HttpStatusCode.PartialContent, "RIFF"), (sound.StatusCode, await sound.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task Requests_wait_for_a_function_app_that_was_killed()
    {
        using (var handler = System.Diagnostics.Process.GetProcessById(_host.Host.Handler.ProcessId))
            handler.Kill();
        using var answer = await _http.GetAsync("api/summary", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var posted = await _http.PostAsync("api/clips/study/after.wav", new ByteArrayContent([1, 2, 3]), Cancel);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
    }

    [Theory]
    [InlineData("api/summary", "Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("", "Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("api/summary", "Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("api/summary", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("api/audio/a/b.wav", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("api/summary", "Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)] // another port of this machine
    [InlineData("api/summary", "Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("", "Sec-Fetch-Site", "cross-site", HttpStatusCode.OK)] // a link to the page
    [InlineData("api/nothing", "Accept", "*/*", HttpStatusCode.NotFound)]
    public async Task Other_sites_are_kept_out(string path, string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await _http.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Equal($"Only this machine may ask, at {_page.Address}.", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["error"]);
    }

    [Fact]
    public async Task A_form_of_another_site_uploads_nothing_and_the_page_itself_may()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostFromAsync("http://evil.example"));
        Assert.Null(await _host.Clips.FindAsync(new ClipId("forged", "a.wav"), Cancel));
        Assert.Equal(HttpStatusCode.Accepted, await PostFromAsync(_page.Address.GetLeftPart(UriPartial.Authority)));

        async Task<HttpStatusCode> PostFromAsync(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/clips/forged/a.wav") { Content = new ByteArrayContent([1]) };
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using var answer = await _http.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task It_listens_for_this_machine_alone_and_says_where_a_port_is_taken()
    {
        Assert.Equal("127.0.0.1", _page.Address.Host);
        var error = await Assert.ThrowsAsync<CommandException>(() => StartPageAsync(_page.Address.Port));
        Assert.Equal($"Port {_page.Address.Port} is taken. Leave out --port, or name another.", error.Message);
        await using var other = await StartPageAsync(port: null);
        Assert.NotEqual(_page.Address, other.Address);
    }

    [Fact]
    public async Task The_page_offers_the_emotions_that_there_are()
    {
        var script = await _http.GetStringAsync("page.js", Cancel);
        Assert.Contains($"const emotions = [{string.Join(", ", EmotionLabels.All.Select(label => $"'{label}'"))}];", script, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", await _http.GetStringAsync("", Cancel) + script, StringComparison.Ordinal); // nothing comes from elsewhere
    }

    private Task<PageServer> StartPageAsync(int? port) => PageFixture.StartPageAsync(_host, port);
}

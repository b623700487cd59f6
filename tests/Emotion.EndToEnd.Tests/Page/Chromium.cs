namespace Emotion.EndToEnd.Tests.Page;

/// <summary>A Chromium on this machine: named by <c>CHROME_PATH</c>, on the PATH, or where its installers and puppeteer put it.</summary>
internal static class Chromium
{
    /// <summary>What to say of a test that needs one.</summary>
    public const string Missing = "No Chromium on this machine, so nobody looked at the page. Install one (apt-get install chromium), or name it by CHROME_PATH.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell", "chrome.exe", "msedge.exe"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Its path; null where there is none.</summary>
    public static string? Find() => Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } named
        ? named
        : OnPath().Concat(Places).Concat(OfPuppeteer()).FirstOrDefault(File.Exists);

    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from name in Names
        select Path.Combine(folder, name);

    private static IEnumerable<string> OfPuppeteer()
    {
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "puppeteer");
        return Directory.Exists(cache)
            ? Directory.EnumerateFiles(cache, "chrome*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is "chrome" or "chrome-headless-shell" or "chrome.exe")
            : [];
    }
}

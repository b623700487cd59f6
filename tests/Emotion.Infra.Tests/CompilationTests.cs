namespace Emotion.Infra.Tests;

/// <summary>
/// Every Bicep file compiles, and neither compiler nor linter has anything to say. The parameters are compiled by <see cref="Deployment"/>.
/// </summary>
public class CompilationTests
{
    [Fact]
    public async Task Every_template_compiles_without_a_warning()
    {
        using var folder = new TemplateFolder();
        var result = await BicepCli.RunAsync(["lint", "--pattern", folder.PathOf("**/*.bicep")]);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        using var folder = new TemplateFolder();
        var result = await BicepCli.RunAsync(["format", "--pattern", folder.PathOf("**/*.{bicep,bicepparam}")]);
        Assert.Equal(0, result.ExitCode);

        var files = Directory.EnumerateFiles(TemplateFolder.Original, "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Select(file => Path.GetRelativePath(TemplateFolder.Original, file))
            .ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
            Assert.Equal(File.ReadAllText(folder.PathOf(file)), File.ReadAllText(Path.Combine(TemplateFolder.Original, file))));
    }

    [Fact]
    public void No_module_comes_from_a_registry()
    {
        var templates = Directory.EnumerateFiles(TemplateFolder.Original, "*.bicep", SearchOption.AllDirectories).ToArray();
        Assert.NotEmpty(templates);
        Assert.All(templates, template => Assert.DoesNotContain("'br", File.ReadAllText(template), StringComparison.Ordinal));
    }
}

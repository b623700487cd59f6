using System.Xml.Linq;

namespace Emotion.Infra.Tests;

/// <summary>The Dockerfile of the training job copies what its commands need: nothing else lies where they run.</summary>
public class TrainingImageTests
{
    private const string Training = "training/Emotion.Training/Emotion.Training.csproj";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "repository");

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root, "training", "Dockerfile"));

    [Fact]
    public void Every_project_is_there_when_packages_are_restored_and_when_it_is_built()
    {
        var projects = WithReferences(Training).ToList();
        Assert.Contains("src/Emotion.Audio/Emotion.Audio.csproj", projects); // of the pipeline's, too
        Assert.All(projects, project =>
        {
            var folder = Path.GetDirectoryName(project)!;
            Assert.Contains($"COPY {project} {folder}/", Before("RUN dotnet restore"));
            Assert.Contains($"COPY {folder} {folder}", Before("RUN dotnet publish"));
        });
    }

    [Fact]
    public void The_model_that_ships_is_there_and_let_in()
    {
        Assert.Contains("COPY models models", Before("RUN dotnet publish"));
        var letIn = File.ReadAllLines(Path.Combine(Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet();
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal));
        Assert.All(copied.SelectMany(line => line.Split(' ')[1..^1]), source => Assert.Contains(source.Split('/')[0], letIn));
    }

    private static IEnumerable<string> Before(string command) => Lines.TakeWhile(line => !line.StartsWith(command, StringComparison.Ordinal));

    /// <summary>A project and all that it references, by their paths in the repository.</summary>
    private static IEnumerable<string> WithReferences(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, project))!;
        var references = XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(Root, Path.GetFullPath((string)reference.Attribute("Include")!, folder)).Replace('\\', '/'));
        return references.SelectMany(WithReferences).Prepend(project).Distinct();
    }
}

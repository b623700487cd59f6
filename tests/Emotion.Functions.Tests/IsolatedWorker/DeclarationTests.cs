using System.Reflection;
using System.Text.Json.Nodes;
using Emotion.Functions.Hosting.IsolatedWorker;
using Microsoft.Azure.Functions.Worker;

namespace Emotion.Functions.Tests.IsolatedWorker;

/// <summary>Both adapters declare the same functions: the attributes of the one say what the function.json files of the other say.</summary>
public class DeclarationTests
{
    [Fact]
    public void The_attributes_say_what_the_function_json_files_say()
    {
        var files = Directory.EnumerateFiles(AppContext.BaseDirectory, "function.json", SearchOption.AllDirectories).Select(ByFile).ToList();
        Assert.Equal(10, files.Count);
        Assert.Equal(files.Order(), Attributes().Order());
    }

    private static string ByFile(string file)
    {
        var binding = JsonNode.Parse(File.ReadAllText(file))!["bindings"]!.AsArray().Single(binding => (string)binding!["direction"]! == "in")!;
        var source = (string)binding["type"]! switch
        {
            "blobTrigger" => $"{binding["path"]} {binding["source"]} {binding["connection"]}",
            "httpTrigger" => $"{binding["methods"]!.AsArray().Single()} {binding["route"]} {binding["authLevel"]}",
            _ => $"{binding["queueName"]} {binding["connection"]}",
        };
        return $"{Path.GetFileName(Path.GetDirectoryName(file))}: {source} as {binding["name"]}";
    }

    private static IEnumerable<string> Attributes() =>
        from type in new[] { typeof(ClipFunctions), typeof(FailureFunctions), typeof(ApiFunctions) }
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let parameter = method.GetParameters()[0]
        select $"{function.Name}: {Source(parameter)} as {parameter.Name}";

    private static string Source(ParameterInfo parameter) => parameter.GetCustomAttributes().Select(attribute => attribute switch
    {
        BlobTriggerAttribute blob => $"{blob.BlobPath} {blob.Source} {blob.Connection}",
        HttpTriggerAttribute http => $"{http.Methods!.Single()} {http.Route} {http.AuthLevel}".Replace("Function", "function", StringComparison.Ordinal),
        QueueTriggerAttribute queue => $"{queue.QueueName} {queue.Connection}",
        _ => null,
    }).OfType<string>().Single();
}

using System.CommandLine;
using Emotion.Cli.Commands;

var root = new RootCommand("Speech emotion from audio clips: librosa's features, an ONNX model, a table of results.")
{
    DemoCommand.Create(),
    UpCommand.Create(),
    ClassifyCommand.Create(),
    FeaturesCommand.Create(),
    UploadCommand.Create(),
    ResultsCommand.Create(),
    SegmentsCommand.Create(),
    InspectCommand.Create(),
    AuditCommand.Create(),
    EvaluateCommand.Create(),
    ReportCommand.Create(),
    ModelsCommand.Create(),
    DoctorCommand.Create(),
    LoadCommand.Create(),
    CompletionCommand.Create(),
};

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });

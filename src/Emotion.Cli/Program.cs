using System.CommandLine;
using Emotion.Cli.Commands;

const string start = """
    Speech emotion from audio clips: librosa's features, an ONNX model, a table of results.

    To see it work:          emotion demo
    To score a few files:    emotion classify FILE_OR_DIR
    For a whole study:       emotion up, and in another terminal
                             emotion upload DIR --corpus study1
                             emotion audit --corpus study1
                             emotion results --corpus study1 --format csv -o study1.csv
    Each command explains itself: emotion COMMAND --help
    """;
var root = new RootCommand(start)
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

using Spectre.Console;
using Spectre.Console.Rendering;

namespace Emotion.Cli.Rendering;

/// <summary>3/6</summary>
internal sealed class DoneColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text($"{task.Value:0}/{task.MaxValue:0}");
}

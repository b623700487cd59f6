using Emotion.Inference;

namespace Emotion.Training.Jobs;

/// <summary>The folder of one job. A job that was cut off, or could not publish, is started again with the same folder and goes on.</summary>
/// <param name="settings">The job.</param>
public sealed class JobFolder(JobSettings settings)
{
    private const string CommandFile = "job.txt";

    /// <summary>Writes down what is trained here, so that no other job takes the folder's model for its own.</summary>
    /// <exception cref="TrainingException">The folder is another job's, or cannot be written to.</exception>
    public void Claim()
    {
        var file = Path.Combine(settings.Output, CommandFile);
        var command = ShellText.Of(settings.Train);
        try
        {
            Directory.CreateDirectory(settings.Output);
            if (!File.Exists(file))
                File.WriteAllText(file, command);
            else if (File.ReadAllText(file) is var other && other != command)
                throw new TrainingException($"EMOTION_OUT is {settings.Output}, which holds a job with other settings ({other}). Choose another folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"EMOTION_OUT is {settings.Output}, which cannot be written to: {e.Message}", e);
        }
    }

    /// <summary>The folder of the model that was trained here; null as long as there is none.</summary>
    public string? Model()
    {
        var current = Path.Combine(settings.Models, ModelBundle.CurrentFile);
        return File.Exists(current) ? Path.Combine(settings.Models, CurrentModel.Parse(File.ReadAllBytes(current)).Version) : null;
    }
}

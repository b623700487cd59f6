using Emotion.Inference;

namespace Emotion.Training.Publishing;

/// <summary>A folder of model bundles, and the file that names the one in use.</summary>
/// <param name="root">The folder; it is made if it is missing.</param>
public sealed class ModelFolder(string root)
{
    /// <summary>Checks, before the long work, that its result can be saved.</summary>
    /// <exception cref="TrainingException">
    /// The folder cannot be written to; or that version exists, and is kept, since results name the version they come from.
    /// </exception>
    public void Prepare(string version)
    {
        CheckFree(version);
        try
        {
            Directory.Delete(CreateDraft());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Models cannot be written to {root}: {e.Message} Choose another folder with --out.", e);
        }
    }

    /// <summary>Writes a bundle and makes it the current one. Each appears whole or not at all, even if the program is cut off.</summary>
    public void Save(ModelBundle bundle)
    {
        CheckFree(bundle.Card.Version);
        var draft = CreateDraft();
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(draft, bundle.Card.Version)).FullName;
            File.WriteAllBytes(Path.Combine(folder, ModelBundle.ModelFile), bundle.Onnx);
            File.WriteAllText(Path.Combine(folder, ModelBundle.CardFile), bundle.Card.ToJson());
            var current = Path.Combine(draft, ModelBundle.CurrentFile);
            File.WriteAllText(current, new CurrentModel(bundle.Card.Version).ToJson());

            Directory.Move(folder, Path.Combine(root, bundle.Card.Version));
            File.Move(current, Path.Combine(root, ModelBundle.CurrentFile), overwrite: true);
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private void CheckFree(string version)
    {
        var folder = Path.Combine(root, version);
        if (Path.Exists(folder))
            throw new TrainingException($"{folder} exists already. Choose another name with --version, or remove that folder.");
    }

    private string CreateDraft() => Directory.CreateDirectory(Path.Combine(root, $".draft-{Guid.NewGuid():N}")).FullName;
}

using Emotion.Inference;

namespace Emotion.Training.Evaluating;

/// <summary>Finds the model that a command line names, and the one that ships.</summary>
public static class EvaluatedModel
{
    /// <summary>The model that ships with the app: the build puts a copy beside this program. Null where there is none.</summary>
    public static ModelBundle? Shipped => File.Exists(Path.Combine(ShippedFolder, ModelBundle.CurrentFile)) ? ModelBundle.LoadCurrent(ShippedFolder) : null;

    private static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Loads a model from its <c>.onnx</c> file, from its bundle's folder, or from a folder of bundles that has a current one.</summary>
    /// <exception cref="TrainingException">There is none, its card is missing, or they do not fit.</exception>
    public static ModelBundle Load(string path)
    {
        try
        {
            return File.Exists(path) ? LoadFile(path) : LoadFolder(path);
        }
        catch (InvalidModelException e)
        {
            throw new TrainingException(e.Message, e);
        }
    }

    private static ModelBundle LoadFile(string path)
    {
        var card = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ModelBundle.CardFile);
        return File.Exists(card)
            ? ModelBundle.Create(File.ReadAllBytes(card), File.ReadAllBytes(path))
            : throw new TrainingException($"{path} has no {ModelBundle.CardFile} beside it, and only the card says which features the "
                + "model takes and which labels it gives. Put the card there that was published with it.");
    }

    private static ModelBundle LoadFolder(string path)
    {
        if (File.Exists(Path.Combine(path, ModelBundle.CurrentFile)))
            return ModelBundle.LoadCurrent(path);
        if (Directory.Exists(path))
            return ModelBundle.Load(path);
        throw new TrainingException(
            $"There is no model at {path}. Give a model.onnx, its folder, or a folder of models with {ModelBundle.CurrentFile}.");
    }
}

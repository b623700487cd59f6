using System.Globalization;
using System.Runtime.InteropServices;
using Emotion.Training.Onnx.Proto;
using Google.Protobuf;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Onnx;

/// <summary>Builds an ONNX graph, node by node. Values have names; every node gives one.</summary>
public sealed class GraphBuilder
{
    /// <summary>The value that a model takes.</summary>
    public const string Input = "features";

    /// <summary>The value that it gives.</summary>
    public const string Output = "probabilities";

    // ONNX 1.12 (2022): old enough for every runtime in use, new enough for all that is written here.
    private const int IrVersion = 8;
    private const int OpsetVersion = 17;

    // Smaller constants would hardly make a file smaller.
    private const int LargeConstant = 1024;

    private readonly GraphProto _graph = new() { Name = "emotion" };
    private int _included;

    /// <summary>Adds a node.</summary>
    /// <param name="operation">An operator of ONNX, for example <c>Conv</c>.</param>
    /// <param name="inputs">Names of the values that it takes.</param>
    /// <param name="attributes">Lists of whole numbers.</param>
    /// <returns>The name of the value that it gives.</returns>
    public string Add(string operation, string[] inputs, params (string Name, long[] Value)[] attributes) => Add(
        operation,
        inputs,
        attributes.Select(attribute => new AttributeProto
        {
            Name = attribute.Name,
            Type = AttributeProto.Types.AttributeType.Ints,
            Ints = { attribute.Value },
        }));

    /// <summary>Adds a node that works along one axis.</summary>
    /// <param name="operation">An operator of ONNX with an attribute <c>axis</c>, for example <c>Concat</c>.</param>
    /// <param name="inputs">Names of the values that it takes.</param>
    /// <param name="axis">Which axis, from 0.</param>
    /// <returns>The name of the value that it gives.</returns>
    public string AddAlong(string operation, string[] inputs, long axis) => Add(operation, inputs, [Number("axis", axis)]);

    /// <summary>
    /// Adds all of another model, its large constants in 16 bits a value: in half the bytes (<see cref="FixedPoint"/>; a row is what leads to one channel of a convolution).
    /// </summary>
    /// <param name="onnx">A model that was built here.</param>
    /// <param name="input">The name of the value that it takes.</param>
    /// <returns>The name of the value that it gives.</returns>
    public string Include(byte[] onnx, string input)
    {
        var included = ModelProto.Parser.ParseFrom(onnx).Graph;
        var prefix = string.Create(CultureInfo.InvariantCulture, $"model_{++_included}_");
        var names = new Dictionary<string, string> { [Input] = input };
        foreach (var constant in included.Initializer)
            names[constant.Name] = Include(constant, prefix + constant.Name);
        foreach (var node in included.Node)
        {
            names[node.Output[0]] = prefix + node.Output[0];
            _graph.Node.Add(new NodeProto
            {
                Name = prefix + node.Name,
                OpType = node.OpType,
                Input = { node.Input.Select(name => names[name]) },
                Output = { names[node.Output[0]] },
                Attribute = { node.Attribute },
            });
        }

        return names[Output];
    }

    private string Include(TensorProto constant, string name)
    {
        var values = MemoryMarshal.Cast<byte, float>(constant.RawData.Span);
        if (constant.DataType != (int)TensorProto.Types.DataType.Float || values.Length < LargeConstant)
        {
            _graph.Initializer.Add(new TensorProto(constant) { Name = name });
            return name;
        }

        var rows = constant.Dims.Count > 1 ? (int)constant.Dims[0] : 1;
        var (steps, scales) = FixedPoint.Of(values, rows);
        var whole = Constant(MemoryMarshal.AsBytes<short>(steps), TensorProto.Types.DataType.Int16, [.. constant.Dims]);
        var scale = Constant(MemoryMarshal.AsBytes<float>(scales), TensorProto.Types.DataType.Float, [rows, .. constant.Dims.Skip(1).Select(_ => 1L)]);
        return Add("Mul", [Add("Cast", [whole], [Number("to", (long)TensorProto.Types.DataType.Float)]), scale]); // done once, when the model is loaded
    }

    private string Add(string operation, string[] inputs, IEnumerable<AttributeProto> attributes)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{operation}_{_graph.Node.Count}");
        var node = new NodeProto { Name = name, OpType = operation, Input = { inputs }, Output = { name } };
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return name;
    }

    /// <summary>Adds a torch tensor of float32, with its values as they are now.</summary>
    /// <returns>The name of the value.</returns>
    public string Constant(Tensor tensor)
    {
        using var values = tensor.detach().cpu().contiguous();
        return Constant(MemoryMarshal.AsBytes<float>(values.data<float>().ToArray()), TensorProto.Types.DataType.Float, values.shape);
    }

    /// <summary>Adds a vector of float32.</summary>
    /// <returns>The name of the value.</returns>
    public string Constant(ReadOnlySpan<float> vector) =>
        Constant(MemoryMarshal.AsBytes(vector), TensorProto.Types.DataType.Float, [vector.Length]);

    /// <summary>Adds a vector of int64.</summary>
    /// <returns>The name of the value.</returns>
    public string Constant(ReadOnlySpan<long> vector) =>
        Constant(MemoryMarshal.AsBytes(vector), TensorProto.Types.DataType.Int64, [vector.Length]);

    /// <summary>The whole model, serialised: from <see cref="Input"/> to <see cref="Output"/>, both float32 [N, width], N free.</summary>
    /// <param name="features">Width of the input.</param>
    /// <param name="labels">Width of the output.</param>
    /// <param name="result">The value that becomes the output.</param>
    public byte[] Build(int features, int labels, string result)
    {
        _graph.Node.Add(new NodeProto { Name = Output, OpType = "Identity", Input = { result }, Output = { Output } });
        _graph.Input.Add(Matrix(Input, features));
        _graph.Output.Add(Matrix(Output, labels));
        return new ModelProto
        {
            IrVersion = IrVersion,
            OpsetImport = { new OperatorSetIdProto { Version = OpsetVersion } },
            ProducerName = "Emotion.Training",
            Graph = _graph,
        }.ToByteArray();
    }

    /// <summary>ONNX's raw data are little-endian, as every machine is that torch runs on.</summary>
    private string Constant(ReadOnlySpan<byte> data, TensorProto.Types.DataType type, ReadOnlySpan<long> shape)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"constant_{_graph.Initializer.Count}");
        var raw = ByteString.CopyFrom(data);
        _graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { shape.ToArray() }, RawData = raw });
        return name;
    }

    private static AttributeProto Number(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private static ValueInfoProto Matrix(string name, int width) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto
                {
                    Dim =
                    {
                        new TensorShapeProto.Types.Dimension { DimParam = "N" },
                        new TensorShapeProto.Types.Dimension { DimValue = width },
                    },
                },
            },
        },
    };
}

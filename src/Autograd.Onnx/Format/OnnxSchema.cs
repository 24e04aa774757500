using System.Runtime.InteropServices;

namespace Autograd.Onnx;

/// <summary>The messages of an ONNX file, by the field numbers of its schema (onnx.proto, IR version 8).</summary>
internal static class OnnxSchema
{
    /// <summary>The version of the file's form, which belongs to opset 18.</summary>
    public const int IrVersion = 8;

    /// <summary>ModelProto.</summary>
    public static ProtoMessage Model(OnnxModel model, ProtoMessage graph)
    {
        var message = new ProtoMessage()
            .Add(1, IrVersion)
            .Add(2, model.ProducerName)
            .Add(3, model.ProducerVersion)
            .Add(6, model.DocString)
            .Add(7, graph)
            .Add(8, new ProtoMessage().AddText(1, "").Add(2, OnnxExport.OpsetVersion));
        foreach (var (key, value) in model.Metadata) message.Add(14, Entry(key, value));
        return message;
    }

    /// <summary>GraphProto.</summary>
    public static ProtoMessage Graph(OnnxModel model, IEnumerable<ProtoMessage> initializers)
    {
        var graph = new ProtoMessage();
        foreach (var node in model.Nodes) graph.Add(1, Node(node));
        graph.Add(2, model.Name);
        foreach (var initializer in initializers) graph.Add(5, initializer);
        foreach (var input in model.Inputs) graph.Add(11, ValueInfo(input));
        foreach (var output in model.Outputs) graph.Add(12, ValueInfo(output));
        return graph;
    }

    /// <summary>TensorProto whose data are in the file.</summary>
    public static ProtoMessage Tensor(string name, Tensor tensor) => Header(name, tensor).Add(9, Bytes(tensor));

    /// <summary>TensorProto whose data are in another file.</summary>
    public static ProtoMessage ExternalTensor(string name, Tensor tensor, string file, long offset, long length) => Header(name, tensor)
        .Add(13, Entry("location", file))
        .Add(13, Entry("offset", Text(offset)))
        .Add(13, Entry("length", Text(length)))
        .Add(14, 1);

    /// <summary>The elements of a tensor in row-major order; little-endian, as the format wants them.</summary>
    public static ReadOnlyMemory<byte> Bytes(Tensor tensor) => tensor.DType switch
    {
        DType.Bool => Of(tensor.ToArray<bool>()),
        DType.UInt8 => Of(tensor.ToArray<byte>()),
        DType.Int8 => Of(tensor.ToArray<sbyte>()),
        DType.Int16 => Of(tensor.ToArray<short>()),
        DType.Int32 => Of(tensor.ToArray<int>()),
        DType.Int64 => Of(tensor.ToArray<long>()),
        DType.Float16 => Of(tensor.ToArray<Half>()),
        DType.BFloat16 => Of(tensor.ToArray<BFloat16>()),
        DType.Float32 => Of(tensor.ToArray<float>()),
        _ => Of(tensor.ToArray<double>()),
    };

    /// <summary>TensorProto.DataType.</summary>
    public static int ElementType(DType type) => type switch
    {
        DType.Bool => 9,
        DType.UInt8 => 2,
        DType.Int8 => 3,
        DType.Int16 => 5,
        DType.Int32 => 6,
        DType.Int64 => 7,
        DType.Float16 => 10,
        DType.BFloat16 => 16,
        DType.Float32 => 1,
        _ => 11,
    };

    private static ReadOnlyMemory<byte> Of<T>(T[] elements) where T : unmanaged => MemoryMarshal.AsBytes<T>(elements).ToArray();

    private static ProtoMessage Header(string name, Tensor tensor)
    {
        var message = new ProtoMessage();
        foreach (var size in tensor.Shape) message.Add(1, (long)size);
        return message.Add(2, ElementType(tensor.DType)).Add(8, name);
    }

    private static ProtoMessage Node(OnnxNode node)
    {
        var message = new ProtoMessage();
        foreach (var input in node.Inputs) message.AddText(1, input);
        foreach (var output in node.Outputs) message.AddText(2, output);
        message.Add(3, node.Name).Add(4, node.OpType);
        foreach (var (name, value) in node.Attributes) message.Add(5, Attribute(name, value));
        return message;
    }

    private static ProtoMessage Attribute(string name, object value)
    {
        var message = new ProtoMessage().Add(1, name);
        switch (value)
        {
            case double number: return message.Add(2, (float)number).Add(20, 1);
            case long number: return message.Add(3, number).Add(20, 2);
            case string text: return message.AddText(4, text).Add(20, 3);
            case long[] numbers:
                foreach (var number in numbers) message.Add(8, number);
                return message.Add(20, 7);
            case string[] texts:
                foreach (var text in texts) message.AddText(9, text);
                return message.Add(20, 8);
            default:
                throw new InvalidOperationException(
                    $"ExportOnnx: the attribute {name} has the type {value.GetType().Name}, which is a fault of the library; please report it");
        }
    }

    private static ProtoMessage ValueInfo(OnnxValueInfo value)
    {
        var shape = new ProtoMessage();
        foreach (var dim in value.Dims)
            shape.Add(1, dim.Size is { } size ? new ProtoMessage().Add(1, (long)size) : new ProtoMessage().Add(2, dim.Name!));
        var tensor = new ProtoMessage().Add(1, ElementType(value.DType)).Add(2, shape);
        return new ProtoMessage().Add(1, value.Name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private static ProtoMessage Entry(string key, string value) => new ProtoMessage().Add(1, key).AddText(2, value);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

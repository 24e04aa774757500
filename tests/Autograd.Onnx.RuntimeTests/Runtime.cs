using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>Runs an ONNX file in ONNX Runtime.</summary>
internal sealed class Runtime : IDisposable
{
    private readonly InferenceSession _session;

    public Runtime(string path)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(path, options);
    }

    /// <summary>What the file says about itself.</summary>
    public ModelMetadata Metadata => _session.ModelMetadata;

    /// <summary>The outputs in their order.</summary>
    public Tensor[] Run(params Tensor[] inputs)
    {
        // An input that no output needs is still one of the graph.
        var values = _session.InputNames.Zip(inputs, ValueOf).ToList();
        using var results = _session.Run(values, _session.OutputNames);
        return [.. results.Select(TensorOf)];
    }

    public void Dispose() => _session.Dispose();

    private static NamedOnnxValue ValueOf(string name, Tensor tensor) => tensor.DType switch
    {
        DType.Bool => Value<bool>(name, tensor),
        DType.Int32 => Value<int>(name, tensor),
        DType.Int64 => Value<long>(name, tensor),
        DType.UInt8 => Value<byte>(name, tensor),
        DType.Float64 => Value<double>(name, tensor),
        _ => Value<float>(name, tensor),
    };

    private static NamedOnnxValue Value<T>(string name, Tensor tensor) where T : unmanaged =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(tensor.ToArray<T>(), [.. tensor.Shape.Sizes]));

    private static Tensor TensorOf(DisposableNamedOnnxValue value) => value.ElementType switch
    {
        TensorElementType.Bool => Of<bool>(value, DType.Bool),
        TensorElementType.Int32 => Of<int>(value, DType.Int32),
        TensorElementType.Int64 => Of<long>(value, DType.Int64),
        TensorElementType.UInt8 => Of<byte>(value, DType.UInt8),
        TensorElementType.Double => Of<double>(value, DType.Float64),
        TensorElementType.Float => Of<float>(value, DType.Float32),
        _ => throw new NotSupportedException($"an output of type {value.ElementType}"),
    };

    private static Tensor Of<T>(DisposableNamedOnnxValue value, DType type) where T : unmanaged
    {
        var tensor = value.AsTensor<T>();
        return Tensor.From(tensor.ToArray()).To(type).Reshape(tensor.Dimensions.ToArray());
    }
}

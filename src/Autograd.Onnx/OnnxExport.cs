using Autograd.NN;

namespace Autograd.Onnx;

/// <summary>
/// Writes a module as an ONNX file, <c>torch.onnx.export</c>: a forward pass is traced, and each of its operations
/// becomes one or several of ONNX, of opset 18.
/// </summary>
/// <remarks>
/// <para>
/// The forward pass runs several times in evaluation: with the inputs as they are, with other numbers, and with other
/// sizes of the dynamic axes. What differs between the runs is either computed in the file from the sizes of its inputs,
/// or refused: no number that depends on the inputs is ever written as a constant.
/// </para>
/// <para>
/// Opset 18 is the first in which all reductions take their axes in one way and integers have bitwise operations;
/// runtimes know it since 2023.
/// </para>
/// </remarks>
public static class OnnxExport
{
    /// <summary>The version of the operators that are written.</summary>
    public const int OpsetVersion = 18;

    /// <summary>Traces a module of one input and one output, and writes it to a file.</summary>
    /// <param name="module">The module, which is traced in evaluation and left as it was.</param>
    /// <param name="path">The file, with the usual ending <c>.onnx</c>.</param>
    /// <param name="input">An example of the input: its shape and type count, and its numbers must be valid ones.</param>
    /// <param name="inputNames">The name of the input; null for <c>input</c>.</param>
    /// <param name="outputNames">The name of the output; null for <c>output</c>.</param>
    /// <param name="dynamicAxes">
    /// The axes whose size may differ from that of the example: for the name of an input, names of dimensions. Axes of
    /// one name have one size.
    /// </param>
    /// <param name="dynamicBatch">True for a dynamic axis <c>batch</c> as the first dimension of every input.</param>
    /// <param name="externalData">True to write the weights to a file beside it, <c>path.data</c>.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="NotSupportedException">
    /// The forward pass has an operation that ONNX has not, or depends on sizes or numbers in a way that no graph can.
    /// </exception>
    /// <exception cref="ArgumentException">Names do not fit the inputs or outputs.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <example><code>
    /// net.ExportOnnx("net.onnx", Tensor.Zeros(1, 784), dynamicBatch: true);
    /// </code></example>
    public static OnnxModel ExportOnnx(
        this UnaryModule module, string path, Tensor input, IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? outputNames = null,
        Dictionary<string, Dictionary<int, string>>? dynamicAxes = null, bool dynamicBatch = false, bool externalData = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var model = module.ToOnnx(input, inputNames, outputNames, dynamicAxes, dynamicBatch);
        model.Save(path, externalData);
        return model;
    }

    /// <summary>Traces a module of any inputs and outputs, and writes it to a file.</summary>
    /// <param name="module">The module, which is traced in evaluation and left as it was.</param>
    /// <param name="path">The file, with the usual ending <c>.onnx</c>.</param>
    /// <param name="forward">
    /// Calls the module with the inputs, and returns the outputs: a tensor, or several in a tuple, an array or a list.
    /// </param>
    /// <param name="inputs">Examples of the inputs: their shapes and types count, and their numbers must be valid ones.</param>
    /// <param name="inputNames">The names of the inputs; null for <c>input</c>, or <c>input_0</c>, <c>input_1</c>, …</param>
    /// <param name="outputNames">The names of the outputs; null for <c>output</c>, or <c>output_0</c>, …</param>
    /// <param name="dynamicAxes">
    /// The axes whose size may differ from that of the example: for the name of an input, names of dimensions. Axes of
    /// one name have one size.
    /// </param>
    /// <param name="dynamicBatch">True for a dynamic axis <c>batch</c> as the first dimension of every input.</param>
    /// <param name="externalData">True to write the weights to a file beside it, <c>path.data</c>.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="NotSupportedException">
    /// The forward pass has an operation that ONNX has not, or depends on sizes or numbers in a way that no graph can.
    /// </exception>
    /// <exception cref="ArgumentException">Names do not fit the inputs or outputs.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <example><code>
    /// lstm.ExportOnnx("lstm.onnx", inputs => lstm.Forward(inputs[0]), [Tensor.Zeros(7, 1, 4)], inputNames: ["x"],
    ///     outputNames: ["y", "h", "c"], dynamicAxes: new() { ["x"] = new() { [0] = "time", [1] = "batch" } });
    /// </code></example>
    public static OnnxModel ExportOnnx<TOutput>(
        this Module module, string path, Func<Tensor[], TOutput> forward, Tensor[] inputs, IReadOnlyList<string>? inputNames = null,
        IReadOnlyList<string>? outputNames = null, Dictionary<string, Dictionary<int, string>>? dynamicAxes = null, bool dynamicBatch = false,
        bool externalData = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var model = module.ToOnnx(forward, inputs, inputNames, outputNames, dynamicAxes, dynamicBatch);
        model.Save(path, externalData);
        return model;
    }

    /// <summary>Traces a module of one input and one output; <c>Save</c> writes the result.</summary>
    /// <inheritdoc cref="ExportOnnx(UnaryModule, string, Tensor, IReadOnlyList{string}, IReadOnlyList{string}, Dictionary{string, Dictionary{int, string}}, bool, bool)"/>
    public static OnnxModel ToOnnx(
        this UnaryModule module, Tensor input, IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? outputNames = null,
        Dictionary<string, Dictionary<int, string>>? dynamicAxes = null, bool dynamicBatch = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        return module.ToOnnx(inputs => module.Forward(inputs[0]), [input], inputNames, outputNames, dynamicAxes, dynamicBatch);
    }

    /// <summary>Traces a module of any inputs and outputs; <c>Save</c> writes the result.</summary>
    /// <inheritdoc cref="ExportOnnx{TOutput}(Module, string, Func{Tensor[], TOutput}, Tensor[], IReadOnlyList{string}, IReadOnlyList{string}, Dictionary{string, Dictionary{int, string}}, bool, bool)"/>
    public static OnnxModel ToOnnx<TOutput>(
        this Module module, Func<Tensor[], TOutput> forward, Tensor[] inputs, IReadOnlyList<string>? inputNames = null,
        IReadOnlyList<string>? outputNames = null, Dictionary<string, Dictionary<int, string>>? dynamicAxes = null, bool dynamicBatch = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(inputs);
        var examples = new ExampleInputs(inputs, inputNames, outputNames, dynamicAxes, dynamicBatch);
        return new Exporter(module, examples).Run(forward, outputNames);
    }

    /// <summary>Says in which module something is, for messages.</summary>
    internal static string In(string place) => place.Length == 0 ? "" : $" in module {place}";
}

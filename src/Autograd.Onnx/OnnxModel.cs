using System.Globalization;
using System.Reflection;
using System.Text;
using Google.Protobuf;

namespace Autograd.Onnx;

/// <summary>
/// A traced forward pass as an ONNX graph: what <see cref="OnnxExport"/> makes and <see cref="Save"/> writes.
/// </summary>
public sealed class OnnxModel
{
    // Protocol Buffers hold messages of 2 GB at most; the graph itself takes a part of it.
    private const long MostBytesInOneFile = int.MaxValue - (64L << 20);

    internal OnnxModel(
        string name, IReadOnlyList<OnnxValueInfo> inputs, IReadOnlyList<OnnxValueInfo> outputs, IReadOnlyList<OnnxNode> nodes,
        IReadOnlyDictionary<string, Tensor> initializers)
    {
        (Name, Inputs, Outputs, Nodes, Initializers) = (name, inputs, outputs, nodes, initializers);
    }

    /// <summary>The name of the graph: that of the module's class.</summary>
    public string Name { get; }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>The operations, each behind those that it reads from.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>
    /// Weights and constants by name; parameters and buffers have the names that they have in the module's
    /// <c>StateDict()</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Initializers { get; }

    /// <summary>What wrote the file.</summary>
    public string ProducerName { get; set; } = "Autograd";

    /// <summary>The version of what wrote the file.</summary>
    public string ProducerVersion { get; set; } =
        typeof(OnnxModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>A description of the model.</summary>
    public string DocString { get; set; } = "";

    /// <summary>Further properties of the model, which runtimes show.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Writes the model to a file.</summary>
    /// <param name="path">The file, with the usual ending <c>.onnx</c>.</param>
    /// <param name="externalData">
    /// True to write the weights to a second file beside it, <c>path.data</c>. Weights of 2 GB and more always go there,
    /// because one file of the format cannot hold them.
    /// </param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, bool externalData = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Initializers.Values.Sum(tensor => (long)tensor.Numel * tensor.DType.ItemSize());
        var tensors = externalData || bytes > MostBytesInOneFile
            ? WriteExternalData(path)
            : Initializers.Select(named => OnnxSchema.Tensor(named.Key, named.Value)).ToList();
        using var file = File.Create(path);
        using var stream = new CodedOutputStream(file);
        OnnxSchema.Model(this, OnnxSchema.Graph(this, tensors)).WriteTo(stream);
    }

    /// <summary>The model as the bytes of a file.</summary>
    /// <exception cref="InvalidOperationException">The weights are too large for one array.</exception>
    public byte[] ToByteArray()
    {
        var model = OnnxSchema.Model(this, OnnxSchema.Graph(this, Initializers.Select(named => OnnxSchema.Tensor(named.Key, named.Value))));
        if (model.Size > MostBytesInOneFile)
            throw new InvalidOperationException(
                $"ToByteArray: the model takes {model.Size} bytes, more than an array of the format holds; use Save");
        using var memory = new MemoryStream((int)model.Size);
        using (var stream = new CodedOutputStream(memory, leaveOpen: true)) model.WriteTo(stream);
        return memory.ToArray();
    }

    /// <summary>Inputs, outputs, and a table of the nodes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Name}: ONNX opset {OnnxExport.OpsetVersion}, {Nodes.Count} nodes, {Initializers.Count} initializers");
        foreach (var input in Inputs) text.AppendLine(CultureInfo.InvariantCulture, $"  in   {input}");
        foreach (var output in Outputs) text.AppendLine(CultureInfo.InvariantCulture, $"  out  {output}");
        var width = Nodes.Count == 0 ? 0 : Nodes.Max(node => node.OpType.Length);
        foreach (var node in Nodes)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {node.OpType.PadRight(width)}  {string.Join(", ", node.Inputs)} -> {string.Join(", ", node.Outputs)}");
        return text.ToString();
    }

    private List<ProtoMessage> WriteExternalData(string path)
    {
        // Runtimes map the file into memory, for which each tensor begins at a page.
        const int page = 4096;
        var location = Path.GetFileName(path) + ".data";
        var tensors = new List<ProtoMessage>();
        using var data = File.Create(path + ".data");
        foreach (var (name, tensor) in Initializers)
        {
            data.Position = (data.Position + page - 1) / page * page;
            var bytes = OnnxSchema.Bytes(tensor);
            tensors.Add(OnnxSchema.ExternalTensor(name, tensor, location, data.Position, bytes.Length));
            data.Write(bytes.Span);
        }

        return tensors;
    }
}

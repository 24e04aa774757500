namespace Autograd.IO;

/// <summary>
/// A safetensors file, or all shards of a model, opened to read parts of it: what <c>safe_open</c> returns. Only the
/// headers are in memory.
/// </summary>
/// <remarks>
/// The tensors that it returns have memory of their own, and live on after the file is closed. Several threads may read
/// at the same time.
/// </remarks>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly OrderedDictionary<string, (TensorInfo Info, Shard Shard)> _tensors = [];
    private readonly List<Shard> _shards = [];

    private SafeTensorsFile()
    {
    }

    /// <summary>The names of the tensors, in the order of their places in the file; <c>offset_keys()</c>.</summary>
    public IReadOnlyList<string> Keys => _tensors.Keys;

    /// <summary>The texts that the file stores beside the tensors; for a model in shards, those of its first shard.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _shards.Count == 0 ? new Dictionary<string, string>() : _shards[0].Header.Metadata;

    /// <summary>What the file says of a tensor: its type, shape and place; nothing is read.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    public TensorInfo GetInfo(string name) => Find("GetInfo", NotNull(name)).Info;

    /// <summary>Reads a tensor; <c>get_tensor</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dtype">
    /// Another type, to which the elements are converted. It is needed for those that no tensor has: U16, U32 and U64
    /// are read as Int64 or Float64 (U16 as Int32 or Float32 too), F8_E4M3 and F8_E5M2 as any floating type.
    /// </param>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    /// <exception cref="InvalidDataException">The file has been cut short since it was opened.</exception>
    /// <exception cref="NotSupportedException">The tensor is of a type or shape that the library has not.</exception>
    public Tensor GetTensor(string name, DType? dtype = null) => GetTensor("GetTensor", NotNull(name), dtype);

    /// <summary>
    /// Reads the rows in a range of a tensor's first dimension, and nothing else; <c>get_slice(name)[start:stop]</c>.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="rows">The rows. As in the indices of tensors, a range that goes beyond is cut.</param>
    /// <param name="dtype">Another type; see <see cref="GetTensor(string, DType?)"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    /// <exception cref="ArgumentException">The tensor has no dimensions.</exception>
    /// <exception cref="InvalidDataException">The file has been cut short since it was opened.</exception>
    /// <exception cref="NotSupportedException">The rows are of a type or shape that the library has not.</exception>
    public Tensor GetSlice(string name, Range rows, DType? dtype = null)
    {
        var (info, shard) = Find("GetSlice", NotNull(name));
        if (info.Sizes.Length == 0)
            throw new ArgumentException($"GetSlice: tensor \"{name}\" has no dimensions; use GetTensor(\"{name}\")", nameof(name));
        var size = info.Sizes[0];
        var start = Math.Clamp(Offset(rows.Start), 0, size);
        var stop = Math.Clamp(Offset(rows.End), start, size);
        long[] shape = [stop - start, .. info.Sizes.AsSpan(1)];
        var rowBytes = (info.DataOffsets.End - info.DataOffsets.Start) / Math.Max(size, 1);
        return shard.Read("GetSlice", info, shape, start * rowBytes, dtype);

        long Offset(Index index) => index.IsFromEnd ? size - index.Value : index.Value;
    }

    /// <summary>Closes the file. Tensors that were read stay as they are.</summary>
    public void Dispose() => _shards.ForEach(shard => shard.Dispose());

    internal static SafeTensorsFile Open(string op, string path)
    {
        var file = new SafeTensorsFile();
        try
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) ShardIndex.Read(op, path).AddTo(file, op, path);
            else file.Add(Shard.Open(op, path), null);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds the tensors of a shard; all, or those that the index has there.</summary>
    internal void Add(Shard shard, IReadOnlySet<string>? names)
    {
        _shards.Add(shard);
        foreach (var (name, info) in shard.Header.Tensors)
            if (names is null || names.Contains(name)) _tensors.Add(name, (info, shard));
    }

    internal Tensor GetTensor(string op, string name, DType? dtype)
    {
        var (info, shard) = Find(op, name);
        return shard.Read(op, info, info.Sizes, 0, dtype);
    }

    /// <summary>Reads elements at the position of a file.</summary>
    internal static Tensor Read(ByteSource source, TensorInfo info, long[] sizes, DType? dtype)
    {
        var content = $"tensor \"{info.Name}\" of {info.Type.Code}";
        var type = info.Type;
        var shape = source.Context.Shape(content, sizes, source.Position);
        source.Ensure((long)shape.Numel * type.Bits / 8, content);
        if (type.DType is { } own)
        {
            var tensor = ElementBytes.Read(source, shape, own, content);
            return dtype is { } other ? tensor.To(other) : tensor;
        }

        if (type.Foreign is not { } foreign)
            throw source.Context.Unsupported($"{content}, which no tensor has; convert it before it is saved", source.Position);
        var target = foreign.Check(dtype, source.Context, content, $"SafeTensors.SafeOpen(path).GetTensor(\"{info.Name}\", ");
        return ForeignElements.Read(source, shape, foreign, target, content);
    }

    private (TensorInfo Info, Shard Shard) Find(string op, string name) =>
        _tensors.TryGetValue(name, out var found) ? found
            : throw new KeyNotFoundException($"{op}: no tensor \"{name}\" among the {_tensors.Count} of {_shards.FirstOrDefault()?.Path}; Keys lists them");

    /// <summary>One file with its header.</summary>
    internal sealed class Shard : IDisposable
    {
        private readonly ByteSource _source;

        private Shard(ByteSource source, SafeTensorsHeader header) => (_source, Header) = (source, header);

        public SafeTensorsHeader Header { get; }

        public string Path => _source.Context.Path!;

        public static Shard Open(string op, string path)
        {
            var source = ByteSource.Open(op, path);
            try
            {
                return new Shard(source, SafeTensorsHeader.Read(source));
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }

        /// <summary>Reads elements from <paramref name="start"/> bytes behind the tensor's first.</summary>
        public Tensor Read(string op, TensorInfo info, long[] sizes, long start, DType? dtype) =>
            SafeTensorsFile.Read(_source.At(op, Header.DataStart + info.DataOffsets.Start + start), info, sizes, dtype);

        public void Dispose() => _source.Dispose();
    }
}

using System.Text;

namespace Autograd.IO;

/// <summary>
/// Reads and writes tensors by name in the safetensors format, https://github.com/huggingface/safetensors: files that
/// hold numbers alone and can be read in part. What is written is byte for byte what the reference implementation
/// writes.
/// </summary>
/// <remarks>
/// <c>safetensors.torch.save_file</c>, <c>load_file</c> and <c>safe_open</c>: the type of the argument tells a path from
/// a stream.
/// </remarks>
public static partial class SafeTensors
{
    /// <summary>
    /// Writes tensors to a file, which is replaced as a whole: if anything fails, what was there stays as it was.
    /// </summary>
    /// <param name="tensors">
    /// Tensors of any layout by name, such as <c>module.StateDict()</c>. Tensors that share memory are written each, and
    /// loaded apart.
    /// </param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="metadata">
    /// Texts to store, if any. Hugging Face's transformers load a model only if <c>format</c> is among them, with
    /// <c>pt</c>.
    /// </param>
    /// <exception cref="ArgumentException">A tensor is null, or a name is none that can be written.</exception>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Save(IReadOnlyDictionary<string, Tensor> tensors, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        CheckSaved(tensors, metadata);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write("SafeTensors.Save", path, file => Write(tensors, file, metadata));
    }

    /// <summary>Writes tensors to a stream.</summary>
    /// <param name="tensors">Tensors of any layout by name.</param>
    /// <param name="stream">The stream, which is left open; it need not seek.</param>
    /// <param name="metadata">Texts to store, if any.</param>
    /// <exception cref="ArgumentException">A tensor is null, or a name is none that can be written.</exception>
    public static void Save(IReadOnlyDictionary<string, Tensor> tensors, Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        CheckSaved(tensors, metadata);
        ArgumentNullException.ThrowIfNull(stream);
        Write(tensors, stream, metadata);
    }

    /// <summary>
    /// Reads all tensors of a file, in the order of their places in it; of a model in shards, if the file is its
    /// <c>model.safetensors.index.json</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file, or a shard, does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no safetensors file, is damaged, or is cut short.</exception>
    /// <exception cref="NotSupportedException">A tensor is of a type or shape that the library has not.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = SafeTensorsFile.Open("SafeTensors.Load", path);
        var tensors = new OrderedDictionary<string, Tensor>(file.Keys.Count);
        foreach (var name in file.Keys) tensors.Add(name, file.GetTensor("SafeTensors.Load", name, null));
        return tensors;
    }

    /// <summary>Reads all tensors of a stream, which must hold one file and nothing behind it.</summary>
    /// <param name="stream">The stream, which is left open; it need not seek.</param>
    /// <exception cref="InvalidDataException">The bytes are no safetensors file, are damaged, or are cut short.</exception>
    /// <exception cref="NotSupportedException">A tensor is of a type or shape that the library has not.</exception>
    public static OrderedDictionary<string, Tensor> Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var source = ByteSource.Of("SafeTensors.Load", stream);
        var header = SafeTensorsHeader.Read(source);
        var tensors = new OrderedDictionary<string, Tensor>(header.Tensors.Count);
        foreach (var (name, info) in header.Tensors) tensors.Add(name, SafeTensorsFile.Read(source, info, info.Sizes, null));
        return source.IsAtEnd() ? tensors : throw source.Context.Damaged("the stream goes on after the last tensor", source.Position);
    }

    /// <summary>
    /// Opens a file, or a model in shards by its <c>model.safetensors.index.json</c>, and reads its header alone;
    /// <c>safe_open</c>. Tensors are read when they are asked for.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file, or a shard, does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no safetensors file, is damaged, or is cut short.</exception>
    public static SafeTensorsFile SafeOpen(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SafeTensorsFile.Open("SafeTensors.SafeOpen", path);
    }

    private static void Write(IEnumerable<KeyValuePair<string, Tensor>> tensors, Stream stream, IReadOnlyDictionary<string, string>? metadata)
    {
        var sorted = SafeTensorsHeaderWriter.Sort(tensors);
        stream.Write(SafeTensorsHeaderWriter.Write(sorted, metadata));
        foreach (var (_, tensor) in sorted) ElementBytes.Write(tensor, stream);
    }

    private static void CheckSaved(
        IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata, string op = "SafeTensors.Save")
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
        {
            if (tensor is null) throw new ArgumentException($"{op}: tensor \"{name}\" is null; leave it out", nameof(tensors));
            if (name == SafeTensorsHeader.MetadataKey)
                throw new ArgumentException($"{op}: no tensor can have the name {name}, which is the metadata's; rename it", nameof(tensors));
            CheckText(op, name, nameof(tensors));
        }

        if (metadata is null) return;
        foreach (var (key, value) in metadata)
        {
            if (value is null) throw new ArgumentException($"{op}: the metadata \"{key}\" is null; leave it out", nameof(metadata));
            CheckText(op, key, nameof(metadata));
            CheckText(op, value, nameof(metadata));
        }
    }

    /// <summary>A text with half a surrogate pair has no UTF-8 form, and would come back as another.</summary>
    private static void CheckText(string op, string text, string argument)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!Rune.TryGetRuneAt(text, i, out _))
                throw new ArgumentException($"{op}: \"{text}\" is not Unicode text: half a surrogate pair is at {i}; remove it", argument);
            i++;
        }
    }
}

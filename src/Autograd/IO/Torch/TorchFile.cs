namespace Autograd.IO;

/// <summary>
/// Reads and writes files of PyTorch, <c>.pt</c> and <c>.pth</c>: state dicts, tensors, and numbers, texts, lists, tuples
/// and dictionaries of them; <c>torch.load(weights_only=True)</c> and <c>torch.save</c>.
/// </summary>
/// <remarks>
/// <para>
/// Such a file holds a pickle, a program that can call anything in Python. Here it can call nothing: of its opcodes those
/// that make numbers, texts and containers are known, and of names those of tensors and their storages. A file that names
/// something else, as one of a whole module does, is refused by that name.
/// </para>
/// <para>
/// Both forms are read: the zip archives of PyTorch 1.6 and later, and what earlier versions wrote. Tensors that share a
/// storage share memory, as they do in PyTorch; layouts with strides are kept. Attributes of a state dict
/// (<c>_metadata</c>) and the device of a tensor are dropped.
/// </para>
/// </remarks>
/// <example><code>
/// net.LoadStateDict(TorchFile.LoadStateDict("model.pt"));
/// TorchFile.Save(net.StateDict(), "model.pt");                      // torch.load("model.pt", weights_only=True)
/// var file = TorchFile.Load("checkpoint.pt");                      // {"model": …, "epoch": 7}
/// var epoch = (int)file["epoch"];
/// </code></example>
public static class TorchFile
{
    private const string LoadName = "TorchFile.Load";

    /// <summary>Reads a file: <c>torch.load(path, weights_only=True)</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or none of PyTorch's; nothing is returned.</exception>
    /// <exception cref="NotSupportedException">
    /// The file holds an object that is no tensor, number, text or container of them; the message names it.
    /// </exception>
    public static PickleValue Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = FileView.Open(LoadName, path);
        return Read(file);
    }

    /// <summary>Reads the rest of a stream, which is read into memory first.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static PickleValue Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = FileView.Of(LoadName, stream);
        return Read(file);
    }

    /// <summary>Reads a file that holds a state dict and nothing else.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or none of PyTorch's.</exception>
    /// <exception cref="NotSupportedException">The file holds an object that is not read; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The file holds something else; a part of it may be a state dict.</exception>
    public static OrderedDictionary<string, Tensor> LoadStateDict(string path) => Load(path).ToStateDict();

    /// <summary>
    /// Writes a file: <c>torch.save(value, path)</c>. It replaces the old one as a whole when all is written.
    /// </summary>
    /// <param name="value">A tensor, a state dict, or a <see cref="PickleDict"/> or <see cref="PickleList"/> of such values.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">A container is inside itself, or nested too deeply.</exception>
    /// <exception cref="IOException">The file cannot be written; the old one is as it was.</exception>
    public static void Save(PickleValue value, string path)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(path);
        var writer = new TorchWriter(value, TorchWriter.FolderOf(path));
        AtomicFile.Write("TorchFile.Save", path, file => writer.Write(file));
    }

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Save(PickleValue, string)"/>
    public static void Save(PickleValue value, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(stream);
        new TorchWriter(value, "archive").Write(stream);
    }

    /// <summary>Reads a file in either form.</summary>
    internal static PickleValue Read(FileView file)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(file.Length, 262)];
        file.Read(0, start, "its first bytes");
        if (start.StartsWith("PK\u0003\u0004"u8)) return TorchZip.Load(file);
        if (TorchLegacy.Begins(start)) return TorchLegacy.Load(file);
        if (start.Length == 262 && start[257..].SequenceEqual("ustar"u8))
            throw file.Context.Unsupported("the file is in the form of PyTorch before 0.2; load it and save it again in a later PyTorch", 0);
        throw file.Context.Damaged(
            start.Length == 0
                ? "the file is empty"
                : $"the file begins with {Convert.ToHexString(start[..Math.Min(start.Length, 8)])}, and torch.save begins with 504B0304, or with "
                + "8002 8A0A; pass a file that torch.save wrote",
            0);
    }
}

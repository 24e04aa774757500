namespace Autograd.IO;

/// <summary>
/// Reads and writes NumPy's files: one array as <c>.npy</c>, several by name as <c>.npz</c>. What is written is byte for
/// byte what NumPy writes, except for the compressed bytes of <see cref="SaveZCompressed(IReadOnlyDictionary{string, Tensor}, string)"/>.
/// </summary>
/// <remarks>
/// <c>np.save</c>, <c>np.savez</c>, <c>np.savez_compressed</c> and <c>np.load</c>, with what is saved before where it
/// goes, as everywhere in this library. A path is taken as it is: no extension is added. Object arrays hold pickles and
/// are never read.
/// </remarks>
public static class NumPy
{
    /// <summary>
    /// Writes a tensor to a .npy file, which is replaced as a whole: if anything fails, what was there stays as it was.
    /// </summary>
    /// <param name="tensor">
    /// The tensor. One whose dimensions are in reversed order in memory, as after <c>x.T</c>, is written in Fortran
    /// order, as NumPy does.
    /// </param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">The tensor is BFloat16, which NumPy has not.</exception>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Save(Tensor tensor, string path)
    {
        Check(tensor);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write("NumPy.Save", path, file => Npy.Write(tensor, file));
    }

    /// <summary>Writes a tensor to a stream, as a .npy file. Several may follow each other in one stream.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="stream">The stream, which is left open; it need not seek.</param>
    /// <exception cref="ArgumentException">The tensor is BFloat16, which NumPy has not.</exception>
    public static void Save(Tensor tensor, Stream stream)
    {
        Check(tensor);
        ArgumentNullException.ThrowIfNull(stream);
        Npy.Write(tensor, stream);
    }

    /// <summary>
    /// Reads the array of a .npy file of version 1 to 3, of either byte order. One in Fortran order has its strides, as
    /// in NumPy: <c>Contiguous()</c> brings it into row-major order.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="dtype">
    /// Another type, to which the elements are converted. It is needed for those that no tensor has: uint16, uint32 and
    /// uint64 are read as Int64 or Float64 (uint16 as Int32 or Float32 too).
    /// </param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no .npy file, is damaged, cut short, or goes on after the array.</exception>
    /// <exception cref="NotSupportedException">
    /// The elements are of a type that no tensor has (strings, records, objects, …), or too many.
    /// </exception>
    public static Tensor Load(string path, DType? dtype = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var source = ByteSource.Open("NumPy.Load", path);
        var tensor = Npy.Read(source, dtype, "NumPy.Load(path, ");
        return source.IsAtEnd() ? tensor
            : throw source.Context.Damaged(
                "the file goes on after the array; if several follow each other, open a stream and load each", source.Position);
    }

    /// <summary>Reads the next array of a stream, and leaves the stream behind it.</summary>
    /// <param name="stream">The stream, which is left open; it need not seek.</param>
    /// <param name="dtype">Another type; see <see cref="Load(string, DType?)"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are no .npy file, are damaged, or are cut short.</exception>
    /// <exception cref="NotSupportedException">
    /// The elements are of a type that no tensor has (strings, records, objects, …), or too many.
    /// </exception>
    public static Tensor Load(Stream stream, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var source = ByteSource.Of("NumPy.Load", stream);
        return Npy.Read(source, dtype, "NumPy.Load(stream, ");
    }

    /// <summary>
    /// Writes tensors by name to a .npz file, not compressed; the file is replaced as a whole: if anything fails, what
    /// was there stays as it was.
    /// </summary>
    /// <param name="tensors">
    /// Tensors by name; <c>np.savez</c> gives the names <c>arr_0</c>, <c>arr_1</c>, … to arrays without one.
    /// </param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">A tensor is null or BFloat16, or a name is none that can be written.</exception>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void SaveZ(IReadOnlyDictionary<string, Tensor> tensors, string path) =>
        SaveZ("NumPy.SaveZ", tensors, path, isCompressed: false);

    /// <summary>Writes tensors by name to a stream, as a .npz file, not compressed.</summary>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="stream">The stream, which is left open. One that cannot seek gets the file when it is complete.</param>
    /// <exception cref="ArgumentException">A tensor is null or BFloat16, or a name is none that can be written.</exception>
    public static void SaveZ(IReadOnlyDictionary<string, Tensor> tensors, Stream stream) =>
        SaveZ("NumPy.SaveZ", tensors, stream, isCompressed: false);

    /// <summary>As <see cref="SaveZ(IReadOnlyDictionary{string, Tensor}, string)"/>, compressed.</summary>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">A tensor is null or BFloat16, or a name is none that can be written.</exception>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void SaveZCompressed(IReadOnlyDictionary<string, Tensor> tensors, string path) =>
        SaveZ("NumPy.SaveZCompressed", tensors, path, isCompressed: true);

    /// <summary>As <see cref="SaveZ(IReadOnlyDictionary{string, Tensor}, Stream)"/>, compressed.</summary>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="stream">The stream, which is left open. One that cannot seek gets the file when it is complete.</param>
    /// <exception cref="ArgumentException">A tensor is null or BFloat16, or a name is none that can be written.</exception>
    public static void SaveZCompressed(IReadOnlyDictionary<string, Tensor> tensors, Stream stream) =>
        SaveZ("NumPy.SaveZCompressed", tensors, stream, isCompressed: true);

    /// <summary>Reads all arrays of a .npz file, compressed or not, in its order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dtype">Another type for all of them; see <see cref="Load(string, DType?)"/>.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no .npz file, is damaged, or is cut short.</exception>
    /// <exception cref="NotSupportedException">
    /// The elements of an array are of a type that no tensor has (strings, records, objects, …), or too many.
    /// </exception>
    public static OrderedDictionary<string, Tensor> LoadZ(string path, DType? dtype = null)
    {
        using var file = NpzFile.Open("NumPy.LoadZ", path);
        return file.ReadAll("NumPy.LoadZ", dtype, "NumPy.LoadZ(path, ");
    }

    /// <summary>Reads all arrays of a stream that holds a .npz file.</summary>
    /// <param name="stream">The stream, which is left open. It must be able to seek, since a directory ends the file.</param>
    /// <param name="dtype">Another type for all of them; see <see cref="Load(string, DType?)"/>.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">The bytes are no .npz file, are damaged, or are cut short.</exception>
    /// <exception cref="NotSupportedException">
    /// The elements of an array are of a type that no tensor has (strings, records, objects, …), or too many.
    /// </exception>
    public static OrderedDictionary<string, Tensor> LoadZ(Stream stream, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException(
                "NumPy.LoadZ: the stream cannot seek, and the directory of a .npz file is at its end; copy it to a MemoryStream", nameof(stream));
        using var file = NpzFile.Open("NumPy.LoadZ", stream);
        return file.ReadAll("NumPy.LoadZ", dtype, "NumPy.LoadZ(stream, ");
    }

    /// <summary>
    /// Opens a .npz file and reads its directory alone, as <c>np.load</c> does. Arrays are read when they are asked for.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is no .npz file, is damaged, or is cut short.</exception>
    public static NpzFile OpenZ(string path) => NpzFile.Open("NumPy.OpenZ", path);

    private static void SaveZ(string op, IReadOnlyDictionary<string, Tensor> tensors, string path, bool isCompressed)
    {
        Check(op, tensors);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(op, path, file => NpzWriter.Write(tensors, file, isCompressed));
    }

    private static void SaveZ(string op, IReadOnlyDictionary<string, Tensor> tensors, Stream stream, bool isCompressed)
    {
        Check(op, tensors);
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            NpzWriter.Write(tensors, stream, isCompressed);
            return;
        }

        // Sizes and checksums stand before the bytes that they are of.
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        NpzWriter.Write(tensors, file, isCompressed);
        file.Position = 0;
        file.CopyTo(stream);
    }

    private static void Check(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.DType == DType.BFloat16)
            throw new ArgumentException("NumPy.Save: the tensor is BFloat16, which NumPy has not; save it as Float32, by Float()", nameof(tensor));
    }

    private static void Check(string op, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
        {
            if (tensor is null) throw new ArgumentException($"{op}: tensor \"{name}\" is null; leave it out", nameof(tensors));
            if (tensor.DType == DType.BFloat16)
                throw new ArgumentException(
                    $"{op}: tensor \"{name}\" is BFloat16, which NumPy has not; save it as Float32, by Float()", nameof(tensors));
            var length = System.Text.Encoding.UTF8.GetByteCount(name);
            if (name.Contains('\0') || length > NpzWriter.MaxNameLength)
                throw new ArgumentException(
                    $"{op}: a name of {length} bytes, or with a zero in it, cannot be in an archive; rename the tensor", nameof(tensors));
        }
    }
}

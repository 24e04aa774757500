using System.IO.Compression;

namespace Autograd.IO;

/// <summary>
/// A .npz file that is open, as <c>np.load</c> returns it: arrays by name, each read when it is asked for.
/// </summary>
/// <remarks>
/// Names are keys and no paths: nothing is extracted, so a name with <c>..</c> in it or an entry that is a link leads
/// nowhere. The tensors have memory of their own, and live on after the file is closed. Threads read one after another.
/// </remarks>
public sealed class NpzFile : IDisposable
{
    // A bit of compressed data stands for at most 258 bytes in two bits.
    private const long MaxRatio = 1032;
    private const string Extension = ".npy";

    private readonly FileContext _file;
    private readonly ZipArchive _archive;
    private readonly OrderedDictionary<string, ZipArchiveEntry> _entries = [];
    private readonly Lock _lock = new();

    private NpzFile(FileContext file, ZipArchive archive) => (_file, _archive) = (file, archive);

    /// <summary>The names of the arrays, without <c>.npy</c>, in the order of the file; <c>npz.files</c>.</summary>
    public IReadOnlyList<string> Keys => _entries.Keys;

    /// <summary>Reads an array; <c>npz[name]</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dtype">Another type; see <see cref="NumPy.Load(string, DType?)"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no array of this name.</exception>
    /// <exception cref="InvalidDataException">The array is damaged, or is none.</exception>
    /// <exception cref="NotSupportedException">
    /// The elements are of a type that no tensor has (strings, records, objects, …), or too many.
    /// </exception>
    public Tensor GetTensor(string name, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_entries.TryGetValue(name, out var entry))
            throw new KeyNotFoundException($"GetTensor: no array \"{name}\" among the {_entries.Count} of {_file.Path}; Keys lists them");
        return Read(entry, "GetTensor", dtype, $"GetTensor(\"{name}\", ");
    }

    /// <summary>Closes the file. Tensors that were read stay as they are.</summary>
    public void Dispose() => _archive.Dispose();

    internal static NpzFile Open(string op, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096);
        try
        {
            return Open(new FileContext(op, path), stream, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    internal static NpzFile Open(string op, Stream stream) => Open(new FileContext(op, null), stream, leaveOpen: true);

    internal OrderedDictionary<string, Tensor> ReadAll(string op, DType? dtype, string call)
    {
        var tensors = new OrderedDictionary<string, Tensor>(_entries.Count);
        foreach (var (name, entry) in _entries) tensors.Add(name, Read(entry, op, dtype, call));
        return tensors;
    }

    private static NpzFile Open(FileContext file, Stream stream, bool leaveOpen)
    {
        var start = stream.Position;
        Span<byte> magic = stackalloc byte[NpyHeader.Magic.Length];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(NpyHeader.Magic))
            throw file.Damaged("this is one array and no archive of arrays; use NumPy.Load", start);
        stream.Position = start;
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);

            // Reads the directory.
            _ = archive.Entries;
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged($"this is no .npz file, or it is damaged or cut short: {e.Message}", null, e);
        }

        var npz = new NpzFile(file, archive);
        npz.AddEntries(stream.Length);
        return npz;
    }

    /// <summary>Lists the arrays. Entries that overlap, by which a small archive may hold a great many bytes, are refused.</summary>
    private void AddEntries(long length)
    {
        var sum = 0L;
        foreach (var entry in _archive.Entries)
        {
            var name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
            if (!_entries.TryAdd(name, entry)) throw _file.Damaged($"array \"{name}\" occurs twice");
            sum += entry.CompressedLength;
            if (entry.CompressedLength < 0 || entry.Length < 0 || sum > length)
                throw _file.Damaged($"the arrays up to \"{name}\" take {sum} bytes, and the file has {length}");
            if (entry.Length / MaxRatio > entry.CompressedLength)
                throw _file.Damaged($"array \"{name}\" claims {entry.Length} bytes, more than {entry.CompressedLength} compressed ones can hold");
        }
    }

    private Tensor Read(ZipArchiveEntry entry, string op, DType? dtype, string call)
    {
        var file = new FileContext(op, _file.Path is null ? entry.FullName : $"{_file.Path}: {entry.FullName}");
        if (entry.IsEncrypted) throw file.Unsupported("the array is encrypted; save it without a password");
        lock (_lock)
        {
            Stream stream;
            try
            {
                stream = entry.Open();
            }
            catch (InvalidDataException e)
            {
                throw file.Damaged($"the entry of the archive is damaged: {e.Message}", null, e);
            }

            using (stream)
            {
                var content = new ChecksumStream(stream, file);
                using var source = ByteSource.Of(file, content, entry.Length);
                var tensor = Npy.Read(source, dtype, call);
                if (!source.IsAtEnd() || content.ReadByte() >= 0) throw file.Damaged("the entry goes on after the array", source.Position);
                return content.Checksum == entry.Crc32 ? tensor
                    : throw file.Damaged($"the checksum of the array is {content.Checksum:x8}, and should be {entry.Crc32:x8}");
            }
        }
    }
}

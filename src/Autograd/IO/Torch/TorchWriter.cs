using System.Security.Cryptography;

namespace Autograd.IO;

/// <summary>Writes a value as a zip archive in the layout of <c>torch.save</c>.</summary>
internal sealed class TorchWriter
{
    private readonly byte[] _pickle;
    private readonly StoragePlan _plan;
    private readonly string _folder;

    /// <summary>Writes the pickle; the elements of tensors follow in <see cref="Write"/>.</summary>
    public TorchWriter(PickleValue value, string folder)
    {
        _folder = folder;
        var tensors = Pickler.TensorsOf(value);
        _plan = new StoragePlan(tensors);
        _pickle = new Pickler(_plan).Dump(value);
    }

    /// <summary>The folder in the archive, which PyTorch names after the file.</summary>
    public static string FolderOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')) return "archive";
        return name.Length is 0 or > 100 || name.StartsWith('.') ? "archive" : name;
    }

    public void Write(Stream stream)
    {
        var archive = new ZipWriter(stream);
        WriteEntries(archive);
        archive.Finish();
    }

    /// <summary>Writes the archive with its SHA-256 as its comment, which other readers pass over.</summary>
    public void WriteWithChecksum(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var archive = new ZipWriter(new HashedStream(stream, hash));
        WriteEntries(archive);
        archive.Finish(TorchChecksum.Length);
        stream.Write(TorchChecksum.Text(hash.GetHashAndReset()));
    }

    private void WriteEntries(ZipWriter archive)
    {
        archive.Add(_folder + "/data.pkl", _pickle);
        archive.Add(_folder + "/byteorder", BitConverter.IsLittleEndian ? "little"u8 : "big"u8);
        foreach (var storage in _plan.Storages)
        {
            var crc = 0u;
            storage.Visit(bytes => crc = Crc32.Append(crc, bytes));
            archive.Begin($"{_folder}/data/{storage.Key}", storage.ByteCount, crc);
            storage.Visit(archive.Write);
        }

        archive.Add(_folder + "/version", "3\n"u8);
    }

    /// <summary>Passes on what is written, and adds it to a checksum.</summary>
    private sealed class HashedStream(Stream stream, IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            stream.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

using System.Buffers.Binary;
using System.Globalization;

namespace Autograd.Live;

/// <summary>Writes events to one file of TensorBoard's: length, checksum, data, checksum. Safe for several threads.</summary>
internal sealed class RecordWriter : IDisposable
{
    private static int _files;
    private readonly Lock _writing = new();
    private readonly FileStream _file;
    private bool _isClosed;

    public RecordWriter(string folder, string suffix)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():d10}.{Environment.MachineName}.{Environment.ProcessId}."
            + $"{Interlocked.Increment(ref _files) - 1}{suffix}");
        _file = new FileStream(System.IO.Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        Write(EventMessage.Of(EventMessage.Now, 0).Text(3, "brain.Event:2").Written);
        Flush();
    }

    public string Path => _file.Name;

    public void Write(ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[12];
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Masked(header[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Crc32C.Masked(data));
        lock (_writing)
        {
            if (_isClosed) throw new InvalidOperationException("SummaryWriter: it is closed; open another one");
            _file.Write(header);
            _file.Write(data);
            _file.Write(footer);
        }
    }

    public void Flush()
    {
        lock (_writing)
        {
            if (!_isClosed) _file.Flush();
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (_isClosed) return;
            _isClosed = true;
            _file.Dispose();
        }
    }
}

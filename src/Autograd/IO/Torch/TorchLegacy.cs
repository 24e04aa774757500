using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Autograd.IO;

/// <summary>
/// The form before PyTorch 1.6, and of <c>_use_new_zipfile_serialization=False</c> since: pickles of a magic number, a
/// version, the machine, the value and the keys of its storages, then each storage as its length and its elements.
/// </summary>
internal static class TorchLegacy
{
    private const long Version = 1001;

    private static readonly BigInteger _magic = BigInteger.Parse("01950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>True if the file begins with the magic number, in a pickle of protocol 2 or later.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start is [0x80, _, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, ..];

    public static PickleValue Load(FileView file)
    {
        var input = new PickleInput(file, "the pickle", 0, file.Length);
        var magic = Next(input, null, file);
        if (magic is not PickleScalar { Kind: PickleKind.Int } number || number.Integer != _magic)
            throw file.Context.Damaged("the file does not begin with the number of torch.save", 0);
        var version = Next(input, null, file);
        if (version is not PickleScalar { Kind: PickleKind.Int } known || known.Integer != Version)
            throw file.Context.Unsupported($"version {PickleText.Short(version)} of the format; {Version} is read", input.Position);
        var machine = Next(input, null, file);
        var isBigEndian = machine is PickleDict dict && dict.ContainsKey("little_endian")
            && dict["little_endian"] is PickleScalar { Kind: PickleKind.Bool, IsTrue: false };

        var storages = new Storages(file.Length);
        var value = Next(input, storages, file);
        if (Next(input, null, file) is not PickleList { Kind: PickleKind.List } keys)
            throw file.Context.Damaged("the pickle behind the value is no list of storages", input.Position);
        FillAll(file, storages, keys, input.Position, isBigEndian);
        return value;
    }

    private static PickleValue Next(PickleInput input, TorchStorages? storages, FileView file) =>
        new Unpickler(input, storages).Load();

    private static void FillAll(FileView file, Storages storages, PickleList keys, long position, bool isBigEndian)
    {
        var filled = new HashSet<string>(StringComparer.Ordinal);
        Span<byte> length = stackalloc byte[sizeof(long)];
        foreach (var key in keys)
        {
            if (key is not PickleScalar { Object: string name } || !storages.Known.TryGetValue(name, out var storage) || !filled.Add(name))
                throw file.Context.Damaged($"{PickleText.Short(key)} in the list of storages is no storage of the value, or is listed twice", position);
            file.Read(position, length, $"the length of storage {name}");
            if (isBigEndian) length.Reverse();
            var count = BinaryPrimitives.ReadInt64LittleEndian(length);
            var itemSize = storage.DType?.ItemSize() ?? 1;
            if (count < 0 || count > storage.ByteCount || count * itemSize != storage.ByteCount)
                throw file.Context.Damaged($"storage {name} has {count} elements here and {storage.ByteCount / itemSize} in the pickle", position);
            storage.Position = position + sizeof(long);
            if (storage.ByteCount > file.Length - storage.Position)
                throw file.Context.CutShort($"storage {name}", storage.Position, storage.ByteCount, file.Length - storage.Position);
            storage.Fill(file, isBigEndian);
            position = storage.Position + storage.ByteCount;
        }

        foreach (var (name, storage) in storages.Known)
            if (storage.Memory is not null && !filled.Contains(name)) throw file.Context.Damaged($"storage {name} is not in the file", position);
    }

    private sealed class Storages(long fileLength) : TorchStorages
    {
        private long _left = fileLength;

        protected override int FieldCount => 6;

        protected override TorchStorage Open(string key, DType? dtype, long byteCount, Func<string, Exception> damaged)
        {
            if (byteCount > _left) throw damaged($"storage {key} claims {byteCount} bytes, and {_left} are left of the file");
            _left -= byteCount;
            return new TorchStorage(key, dtype, byteCount, -1);
        }
    }
}

namespace Autograd.IO;

/// <summary>
/// The form of PyTorch 1.6 and later: a zip archive of stored entries, with a pickle <c>data.pkl</c> and a storage in each
/// <c>data/0</c>, <c>data/1</c>, …
/// </summary>
internal static class TorchZip
{
    private const string Pickle = "/data.pkl";

    public static PickleValue Load(FileView file)
    {
        var archive = ZipReader.Open(file);
        var folder = FolderOf(archive, file);
        var isBigEndian = IsBigEndian(archive, folder);
        var record = archive.Find(folder + Pickle)!;
        var start = archive.DataOf(record);
        CheckSum(file, record, start);
        var storages = new Storages(archive, folder, record);
        var input = new PickleInput(file, "data.pkl", start, start + record.Size);
        var value = new Unpickler(input, storages).Load();
        foreach (var storage in storages.Known.Values.OrderBy(storage => storage.Position)) storage.Fill(file, isBigEndian);
        return value;
    }

    private static string FolderOf(ZipReader archive, FileView file)
    {
        string? folder = null;
        foreach (var record in archive.Records)
        {
            if (!record.Name.EndsWith(Pickle, StringComparison.Ordinal)) continue;
            var name = record.Name[..^Pickle.Length];
            if (name.Contains('/')) continue;
            if (folder is not null) throw file.Context.Damaged($"the archive has two pickles, in {folder} and in {name}");
            folder = name;
        }

        if (folder is null)
            throw file.Context.Damaged("the archive has no data.pkl, so torch.save did not write it; pass a file that it wrote");
        if (archive.Find(folder + "/constants.pkl") is { } constants)
            throw file.Context.Unsupported(
                "the file is a program of TorchScript; save its state_dict() by torch.save in Python", constants.Header);
        return folder;
    }

    private static bool IsBigEndian(ZipReader archive, string folder) =>
        archive.Find(folder + "/byteorder") is { Size: 3 } order && archive.ReadAll(order).AsSpan().SequenceEqual("big"u8);

    private static void CheckSum(FileView file, ZipRecord record, long start)
    {
        var buffer = new byte[(int)Math.Min(record.Size, 1 << 16)];
        var crc = 0u;
        for (var at = 0L; at < record.Size; at += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, record.Size - at));
            file.Read(start + at, part, "data.pkl");
            crc = Crc32.Append(crc, part);
        }

        if (crc != record.Crc)
            throw file.Context.Damaged($"data.pkl has the checksum {crc:x8}, and the archive says {record.Crc:x8}", start);
    }

    private sealed class Storages(ZipReader archive, string folder, ZipRecord pickle) : TorchStorages
    {
        protected override int FieldCount => 5;

        protected override TorchStorage Open(string key, DType? dtype, long byteCount, Func<string, Exception> damaged)
        {
            var record = archive.Find($"{folder}/data/{key}");
            if (record is null || record == pickle) throw damaged($"storage {key} is not in the archive");
            if (record.Size != byteCount) throw damaged($"storage {key} claims {byteCount} bytes, and its entry in the archive has {record.Size}");
            return new TorchStorage(key, dtype, byteCount, archive.DataOf(record)) { Crc = record.Crc };
        }
    }
}

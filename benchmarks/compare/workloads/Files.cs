using System.IO.MemoryMappedFiles;
using Autograd.IO;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Reads and writes files whose bytes are in the system's cache: a gigabyte of 16 tensors, and for archives, which
/// compute checksums, an eighth of it. The peers are the framework's ways to move the same bytes, in this process, and
/// NumPy.
/// </summary>
internal static class Files
{
    private const int Count = 16;

    // The first tensor is a small one: what counts is that nothing else is read.
    private const int SmallLength = 1000;

    private static readonly bool _isDry = Environment.GetCommandLineArgs().Contains("--dry");
    private static readonly int _length = _isDry ? 1 << 10 : 1 << 24;
    private static readonly Lazy<string> _folder = new(MakeFolder);

    public static IEnumerable<Row> Rows()
    {
        yield return Of("safetensors of 1 GB: first tensor", "map", 1, () =>
        {
            var path = WriteSafeTensors();
            return () =>
            {
                using var file = SafeTensors.SafeOpen(path);
                return First(file.GetTensor("b"));
            };
        });
        yield return Peer("safetensors of 1 GB: first tensor", "map", () =>
        {
            var (path, start) = (WriteSafeTensors(), HeaderLength());
            return () =>
            {
                using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
                using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
                var elements = new float[SmallLength];
                view.ReadArray(start, elements, 0, elements.Length);
                return elements[^1];
            };
        });
        yield return Of("safetensors of 1 GB: read", "ReadAllBytes", 1, () =>
        {
            var path = WriteSafeTensors();
            return () => First(SafeTensors.Load(path)["w.0"]);
        });
        yield return Peer("safetensors of 1 GB: read", "ReadAllBytes", () =>
        {
            var path = WriteSafeTensors();
            return () => File.ReadAllBytes(path).Length > 0 ? 1f : 0;
        });
        yield return Of("safetensors of 1 GB: write", "FileStream", 1 / 1.1, () =>
        {
            var (tensors, path) = (Tensors(Count), NewPath());
            return () =>
            {
                using var stream = Create(path);
                SafeTensors.Save(tensors, stream);
                return 1f;
            };
        });
        yield return WriteBytes("safetensors of 1 GB: write", Count, isFlushed: false);
        yield return Of("safetensors of 1 GB: replace a file, flushed to the disk", "FileStream", 1 / 1.1, () =>
        {
            var (tensors, path) = (Tensors(Count), NewPath());
            return () =>
            {
                SafeTensors.Save(tensors, path);
                return 1f;
            };
        });
        yield return WriteBytes("safetensors of 1 GB: replace a file, flushed to the disk", Count, isFlushed: true);
        yield return Of(".npy of 1 GB: read", "ReadAllBytes", 1, () =>
        {
            var path = NewPath();
            NumPy.Save(Tensor.Ones(_length * Count), path);
            return () => First(NumPy.Load(path));
        });
        yield return Peer(".npy of 1 GB: read", "ReadAllBytes", () =>
        {
            var path = NewPath();
            NumPy.Save(Tensor.Ones(_length * Count), path);
            return () => File.ReadAllBytes(path).Length > 0 ? 1f : 0;
        });
        yield return Of(".npy of 1 GB: write", "FileStream", 1 / 1.1, () =>
        {
            var (tensor, path) = (Tensor.Ones(_length * Count), NewPath());
            return () =>
            {
                using var stream = Create(path);
                NumPy.Save(tensor, stream);
                return 1f;
            };
        });
        yield return WriteBytes(".npy of 1 GB: write", Count, isFlushed: false);
        foreach (var isCompressed in (bool[])[false, true])
        {
            var name = isCompressed ? ".npz of 128 MB, compressed" : ".npz of 128 MB";
            yield return Of($"{name}: read", "numpy", 1, () =>
            {
                var path = WriteNpz(isCompressed);
                return () => First(NumPy.LoadZ(path)["w.0"]);
            });
            yield return Of($"{name}: write", "numpy", 1, () =>
            {
                var (tensors, path) = (Digits(), NewPath());
                return () =>
                {
                    using var stream = Create(path);
                    if (isCompressed) NumPy.SaveZCompressed(tensors, stream);
                    else NumPy.SaveZ(tensors, stream);
                    return 1f;
                };
            });
        }
    }

    private static Row Of(string name, string against, double goal, Func<Func<object>> start) => new(name, against, goal, start);

    private static Row Peer(string name, string library, Func<Func<object>> start) => new(name, "", 0, start) { Library = library };

    private static Row WriteBytes(string name, int count, bool isFlushed) => Peer(name, "FileStream", () =>
    {
        var (bytes, path) = (new byte[_length * sizeof(float)], NewPath());
        bytes.AsSpan().Fill(1);
        return () =>
        {
            using var stream = Create(path);
            for (var i = 0; i < count; i++) stream.Write(bytes);
            stream.Flush(isFlushed);
            return 1f;
        };
    });

    private static OrderedDictionary<string, Tensor> Tensors(int count) =>
        new(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"w.{i}", Tensor.Ones(_length))));

    /// <summary>Numbers of few digits, which compress to about an eighth, the same as in files.py.</summary>
    private static OrderedDictionary<string, Tensor> Digits() => new()
    {
        ["w.0"] = (Tensor.Arange(_length) * 2654435761 % 1000).Float() + 1,
        ["w.1"] = (Tensor.Arange(_length) * 40503 % 1000).Float() + 1,
    };

    private static string WriteSafeTensors()
    {
        var path = Path.Combine(_folder.Value, "model.safetensors");
        var tensors = Tensors(Count);
        tensors.Add("b", Tensor.Ones(SmallLength));
        if (!File.Exists(path)) SafeTensors.Save(tensors, path);
        return path;
    }

    private static long HeaderLength()
    {
        using var reader = new BinaryReader(File.OpenRead(WriteSafeTensors()));
        return sizeof(long) + reader.ReadInt64();
    }

    private static string WriteNpz(bool isCompressed)
    {
        var path = NewPath();
        if (isCompressed) NumPy.SaveZCompressed(Digits(), path);
        else NumPy.SaveZ(Digits(), path);
        return path;
    }

    private static object First(Tensor tensor) => tensor[0].Item<float>();

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private static string NewPath() => Path.Combine(_folder.Value, "last");

    /// <summary>A folder that is deleted when the process ends.</summary>
    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("autograd-files-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

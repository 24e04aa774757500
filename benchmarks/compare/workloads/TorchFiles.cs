using Autograd.IO;

namespace Autograd.Compare.Workloads;

/// <summary>Reads and writes of .pt files: four large tensors, and the many small ones of a deep net.</summary>
internal static class TorchFiles
{
    private static readonly bool _isDry = Environment.GetCommandLineArgs().Contains("--dry");
    private static readonly Lazy<string> _folder = new(MakeFolder);

    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, count, length) in ((string, int, int)[])
            [(".pt of 128 MB, 4 tensors", 4, 1 << 23), (".pt of 4 MB, 1000 tensors", 1000, 1 << 10)])
        {
            yield return new($"{name}: read", "torch", 1, () => Read(count, length));
            yield return new($"{name}: write", "torch", 1, () => Write(count, length));
        }
    }

    private static Func<object> Read(int count, int length)
    {
        var path = Path.Combine(_folder.Value, $"read-{count}.pt");
        TorchFile.Save(State(count, length), path);
        return () => TorchFile.LoadStateDict(path)["layer.0.weight"][1].Item();
    }

    /// <summary>To a stream, as a path would also be flushed to the disk, which torch.save leaves to the system.</summary>
    private static Func<object> Write(int count, int length)
    {
        var (state, path) = (State(count, length), Path.Combine(_folder.Value, "written.pt"));
        return () =>
        {
            using var file = File.Create(path);
            TorchFile.Save(state, file);
            return 1.0;
        };
    }

    private static OrderedDictionary<string, Tensor> State(int count, int length)
    {
        var state = new OrderedDictionary<string, Tensor>();
        for (var i = 0; i < count; i++) state[$"layer.{i}.weight"] = Tensor.Ones(_isDry ? 16 : length);
        return state;
    }

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("autograd-torch-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

using System.Globalization;

namespace Autograd.IO;

/// <summary>The files of a folder of checkpoints: <c>step-120.pt</c>.</summary>
internal sealed class CheckpointFolder(string path)
{
    private const string Prefix = "step-";
    private const string Extension = ".pt";

    public string Path => path;

    public string FileOf(long step) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step}{Extension}"));

    /// <summary>The checkpoints, by their steps.</summary>
    public List<(long Step, string Path)> List()
    {
        var found = new List<(long Step, string Path)>();
        if (!Directory.Exists(path)) return found;
        foreach (var file in Directory.EnumerateFiles(path, Prefix + "*" + Extension))
        {
            var number = System.IO.Path.GetFileName(file.AsSpan())[Prefix.Length..^Extension.Length];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var step)) found.Add((step, file));
        }

        found.Sort();
        return found;
    }

    /// <summary>Deletes the oldest checkpoints, and what processes that were killed left half written.</summary>
    public void Prune(int kept, IEnumerable<string> damaged)
    {
        foreach (var file in damaged) TryDelete(file);
        var found = List();
        for (var i = 0; i < found.Count - kept; i++) TryDelete(found[i].Path);
        foreach (var file in Directory.EnumerateFiles(path, "." + Prefix + "*.tmp")) TryDelete(file);
    }

    /// <summary>Deletes a file; one that cannot be deleted only takes space.</summary>
    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

namespace Autograd.IO;

/// <summary>Saves and loads state dicts in the format that the extension of the file names, or a given one.</summary>
internal static class StateDictFile
{
    public static void Save(string op, OrderedDictionary<string, Tensor> state, string path, FileFormat? format)
    {
        switch (format ?? FormatOf(op, path))
        {
            case FileFormat.SafeTensors: SafeTensors.Save(state, path); break;
            case FileFormat.Torch: TorchFile.Save(state, path); break;
            case FileFormat.NumPy: NumPy.SaveZ(state, path); break;
            default: throw Unknown(op, format);
        }
    }

    public static OrderedDictionary<string, Tensor> Load(string op, string path, FileFormat? format) => (format ?? FormatOf(op, path)) switch
    {
        FileFormat.SafeTensors => SafeTensors.Load(path),
        FileFormat.Torch => TorchFile.LoadStateDict(path),
        FileFormat.NumPy => NumPy.LoadZ(path),
        _ => throw Unknown(op, format),
    };

    private static FileFormat FormatOf(string op, string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".safetensors" => FileFormat.SafeTensors,
        ".pt" or ".pth" => FileFormat.Torch,
        ".npz" => FileFormat.NumPy,
        var extension => throw new ArgumentException(
            $"{op}: the extension \"{extension}\" of {path} names no format; use .safetensors, .pt, .pth or .npz, or pass the format", nameof(path)),
    };

    private static ArgumentOutOfRangeException Unknown(string op, FileFormat? format) =>
        new(nameof(format), $"{op}: {format} is no format; use FileFormat.SafeTensors, Torch or NumPy");
}

using Autograd.Data;

namespace Autograd.Vision;

/// <summary>
/// Pictures in folders named by their classes, root/cat/1.png, root/dog/2.jpg: <c>torchvision.datasets.ImageFolder</c>.
/// A picture is read when it is asked for.
/// </summary>
/// <remarks>Classes, and the files of a class with those in folders below it, are in ordinal order of their names.</remarks>
public sealed class ImageFolder : Dataset<(Tensor Image, long Label)>
{
    private static readonly string[] _endings = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif"];

    private readonly Func<Tensor, Tensor> _transform;

    /// <summary>Finds the classes and their files.</summary>
    /// <param name="root">The folder that holds a folder for each class.</param>
    /// <param name="transform">
    /// What is made of a picture, (3, height, width) of UInt8; by default numbers from 0 to 1 in Float32. A loader's workers
    /// call it from several threads.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">It holds no folder, or one of them no picture.</exception>
    public ImageFolder(string root, Func<Tensor, Tensor>? transform = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        _transform = transform ?? ImageUtils.ToFloat32;
        Classes = [.. Directory.GetDirectories(root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];
        if (Classes.Count == 0)
            throw new InvalidDataException($"ImageFolder: no folder in {root}; make one for each class, {Path.Combine(root, "cat")}");
        Samples = [.. Classes.SelectMany((name, label) => Files(Path.Combine(root, name)).Select(file => (file, (long)label)))];
    }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The files and their labels.</summary>
    public IReadOnlyList<(string Path, long Label)> Samples { get; }

    /// <inheritdoc/>
    public override int Count => Samples.Count;

    /// <summary>A picture as the transform returned it, and its class.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public override (Tensor Image, long Label) this[int index]
    {
        get
        {
            var (path, label) = Samples[index];
            return (_transform(ImageFile.Read(path, ImageReadMode.Rgb)), label);
        }
    }

    private static IEnumerable<string> Files(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => _endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return files.Length > 0
            ? files
            : throw new InvalidDataException($"ImageFolder: no picture in {folder}; the endings are {string.Join(", ", _endings)}");
    }
}

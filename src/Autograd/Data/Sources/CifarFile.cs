namespace Autograd.Data;

/// <summary>
/// Reads a file of CIFAR's binary version: for each image one or two bytes of labels, then 3 x 32 x 32 bytes, the
/// planes red, green and blue.
/// </summary>
internal static class CifarFile
{
    private const int ImageLength = 3 * 32 * 32;

    /// <summary>Reads the images of several files, and a row of labels for each byte in front of an image.</summary>
    /// <param name="op">The method that reads, for messages.</param>
    /// <param name="folder">The folder of the files, or the one that contains it.</param>
    /// <param name="subfolder">The folder's name as it is distributed.</param>
    /// <param name="names">The files.</param>
    /// <param name="classes">The number of classes of each label.</param>
    public static (Tensor Images, Tensor[] Labels) Read(string op, string folder, string subfolder, string[] names, int[] classes)
    {
        if (!File.Exists(Path.Combine(folder, names[0])) && Directory.Exists(Path.Combine(folder, subfolder)))
            folder = Path.Combine(folder, subfolder);
        var contents = Array.ConvertAll(names, name => ReadFile(op, Path.Combine(folder, name), classes));
        var length = classes.Length + ImageLength;
        var count = contents.Sum(content => content.Length / length);
        var images = new byte[count * ImageLength];
        var labels = Array.ConvertAll(classes, _ => new byte[count]);
        var image = 0;
        foreach (var content in contents)
        {
            for (var start = 0; start < content.Length; start += length, image++)
            {
                for (var k = 0; k < classes.Length; k++) labels[k][image] = content[start + k];
                content.AsSpan(start + classes.Length, ImageLength).CopyTo(images.AsSpan(image * ImageLength));
            }
        }

        return (Tensor.From(images, Shape.Create(count, 3, 32, 32)), Array.ConvertAll(labels, row => Tensor.From(row)));
    }

    private static byte[] ReadFile(string op, string path, int[] classes)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{op}: there is no file {Path.GetFullPath(path)}", path);
        var length = classes.Length + ImageLength;
        var size = new FileInfo(path).Length;
        if (size == 0 || size % length != 0 || size > 1 << 30)
            throw new InvalidDataException(
                $"{op}: {path} has {size} bytes, which is no multiple of {length}, the size of an image with its labels; it is cut short or no such file");
        var content = File.ReadAllBytes(path);
        for (var start = 0; start < content.Length; start += length)
        {
            for (var k = 0; k < classes.Length; k++)
            {
                if (content[start + k] >= classes[k])
                    throw new InvalidDataException(
                        $"{op}: {path}: label {content[start + k]} of image {start / length}; labels are 0 to {classes[k] - 1}, so this is no such file");
            }
        }

        return content;
    }
}

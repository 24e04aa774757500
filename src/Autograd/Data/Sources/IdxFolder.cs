namespace Autograd.Data;

/// <summary>Reads the four IDX files of MNIST and of the data sets that are distributed as it is.</summary>
internal static class IdxFolder
{
    /// <summary>Reads images and labels, plain or compressed with extension <c>.gz</c>.</summary>
    /// <param name="op">The method that reads, for messages.</param>
    /// <param name="folder">The folder of the files.</param>
    public static (Tensor TrainImages, Tensor TrainLabels, Tensor TestImages, Tensor TestLabels) Read(string op, string folder)
    {
        var (trainImages, trainLabels) = ReadPair(op, folder, "train");
        var (testImages, testLabels) = ReadPair(op, folder, "t10k");
        return (trainImages, trainLabels, testImages, testLabels);
    }

    private static (Tensor Images, Tensor Labels) ReadPair(string op, string folder, string name)
    {
        var images = ReadPart(op, folder, $"{name}-images-idx3-ubyte", 3);
        var labels = ReadPart(op, folder, $"{name}-labels-idx1-ubyte", 1);
        return images.Size(0) == labels.Size(0)
            ? (images, labels)
            : throw new InvalidDataException($"{op}: {images.Size(0)} {name} images and {labels.Size(0)} labels; the files do not belong together");
    }

    private static Tensor ReadPart(string op, string folder, string name, int rank)
    {
        var plain = Path.Combine(folder, name);
        var compressed = plain + ".gz";
        if (!File.Exists(plain) && !File.Exists(compressed))
            throw new FileNotFoundException($"{op}: neither {name} nor {name}.gz is in {Path.GetFullPath(folder)}", compressed);
        var path = File.Exists(compressed) ? compressed : plain;
        var part = IdxFile.Read(path);
        if (part.NDim != rank || part.DType != DType.UInt8)
            throw new InvalidDataException($"{op}: {path} holds {part.DType} of shape {part.Shape}, and should hold UInt8 of {rank} dimensions");
        return part;
    }
}

namespace Autograd.NN;

/// <summary>The base class of poolings with a given size of the output.</summary>
public abstract class AdaptivePoolNd : UnaryModule
{
    private protected AdaptivePoolNd(string name, int rank, params int?[] outputSize)
    {
        (Name, Rank, OutputSize) = (name, rank, outputSize);
        foreach (var size in outputSize)
            if (size < 0)
                throw new ArgumentOutOfRangeException(nameof(outputSize), $"{name}: an output of size {size}; it must be 0 or more");
    }

    private protected string Name { get; }

    private protected int Rank { get; }

    private protected int?[] OutputSize { get; }

    /// <inheritdoc/>
    protected override string ExtraRepr() => OutputSize.Length == 1
        ? $"output_size={OutputSize[0]}"
        : $"output_size=({string.Join(", ", OutputSize.Select(size => size is null ? "None" : $"{size}"))})";
}

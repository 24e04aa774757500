namespace Autograd.Data;

/// <summary>Reading a sample of a loader failed; the inner exception says why.</summary>
public sealed class DataLoaderException : InvalidOperationException
{
    internal DataLoaderException(string message, int? index, Exception cause) : base(message, cause) => Index = index;

    /// <summary>
    /// The index of the sample in its data set, or its place in an iterable one; null if making a batch of samples failed.
    /// </summary>
    public int? Index { get; }
}

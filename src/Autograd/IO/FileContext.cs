namespace Autograd.IO;

/// <summary>
/// What a reader says about the file it reads: its exceptions name the member that was called, what is wrong, the file
/// and the place in it.
/// </summary>
/// <remarks>
/// A file that is damaged, cut short or contradicts itself is an <see cref="InvalidDataException"/>, as in the
/// framework's own readers. A file in order that holds something the library has no type for is a
/// <see cref="NotSupportedException"/>. Errors of the disk are left as they are.
/// </remarks>
/// <param name="Op">The public member: <c>SafeTensors.Load</c>.</param>
/// <param name="Path">The file, if it was opened by path; else the contents came in a stream.</param>
internal sealed record FileContext(string Op, string? Path)
{
    /// <summary>An exception for a damaged file.</summary>
    /// <param name="problem">What is wrong, with the values, and the way out if there is one.</param>
    /// <param name="position">The byte of the file at which the damage was found.</param>
    /// <param name="cause">The exception of a parser below, if it found the damage.</param>
    public InvalidDataException Damaged(string problem, long? position = null, Exception? cause = null) =>
        new($"{Op}: {problem}{Place(position)}", cause);

    /// <summary>An exception for contents that the library has no counterpart of.</summary>
    /// <param name="problem">What there is no counterpart of, and the way out.</param>
    /// <param name="position">The byte of the file at which it stands.</param>
    public NotSupportedException Unsupported(string problem, long? position = null) => new($"{Op}: {problem}{Place(position)}");

    /// <summary>An <see cref="InvalidDataException"/> for a file that ends too early.</summary>
    /// <param name="content">What was being read.</param>
    /// <param name="position">The byte at which it begins.</param>
    /// <param name="wanted">The bytes that it takes.</param>
    /// <param name="found">The bytes that are there.</param>
    public InvalidDataException CutShort(string content, long position, long wanted, long found) =>
        Damaged($"the file ends in {content}: {found} of {wanted} bytes are there", position);

    /// <summary>The shape of a tensor in the file.</summary>
    /// <param name="content">What has the shape.</param>
    /// <param name="sizes">The sizes that the file states; none is negative.</param>
    /// <param name="position">The byte of the file at which they stand.</param>
    /// <exception cref="NotSupportedException">No tensor can have that shape.</exception>
    public Shape Shape(string content, ReadOnlySpan<long> sizes, long? position = null)
    {
        if (sizes.Length > Autograd.Shape.MaxRank)
            throw Unsupported($"{content} has {sizes.Length} dimensions; a tensor has at most {Autograd.Shape.MaxRank}", position);
        var product = 1.0;
        Span<int> fitting = stackalloc int[sizes.Length];
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            product *= Math.Max(sizes[d], 1);
            if (product > int.MaxValue || (product > Array.MaxLength && !sizes.Contains(0)))
                throw Unsupported(
                    $"{content} has shape {Autograd.Shape.Format(sizes)}; the elements of a tensor are at most {Array.MaxLength}", position);
            fitting[d] = (int)sizes[d];
        }

        return Autograd.Shape.Create(fitting);
    }

    private string Place(long? position) => (Path, position) switch
    {
        (null, null) => "",
        (null, { } at) => $" (byte {at})",
        ({ } path, null) => $" ({path})",
        ({ } path, { } at) => $" ({path}, byte {at})",
    };
}

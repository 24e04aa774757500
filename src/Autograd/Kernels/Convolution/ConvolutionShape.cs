namespace Autograd.Kernels;

/// <summary>
/// The sizes of a convolution of one, two or three spatial dimensions. Missing dimensions come first and have size 1.
/// </summary>
/// <remarks>
/// The input is (N, Groups·C, D, H, W), the weight (Groups·O, C, KD, KH, KW), the output (N, Groups·O, OD, OH, OW). In
/// terms of matrices, a group's weight is (O, K) and its output (O, P) for each sample; the columns of the (K, P)
/// matrix between them are the patches of the input.
/// </remarks>
internal readonly struct ConvolutionShape
{
    public int N { get; init; }

    public int Groups { get; init; }

    /// <summary>The channels of a group of the input and of the output.</summary>
    public int C { get; init; }

    /// <inheritdoc cref="C"/>
    public int O { get; init; }

    /// <summary>The spatial sizes of the input: depth, height, width.</summary>
    public Size3 Input { get; init; }

    public Size3 Kernel { get; init; }

    public Size3 Output { get; init; }

    public Size3 Stride { get; init; }

    public Size3 Dilation { get; init; }

    /// <summary>The zeros before each spatial dimension; those behind follow from the output's size.</summary>
    public Size3 Padding { get; init; }

    /// <summary>The positions of the kernel.</summary>
    public int Taps => Kernel.Product;

    /// <summary>The elements of a patch.</summary>
    public int K => C * Taps;

    /// <summary>The patches of a sample.</summary>
    public int P => Output.Product;

    /// <summary>The multiply-adds of all samples.</summary>
    public long Work => (long)N * Groups * O * K * P;
}

/// <summary>A number for each spatial dimension.</summary>
internal readonly record struct Size3(int D, int H, int W)
{
    public static readonly Size3 One = new(1, 1, 1);

    public int Product => D * H * W;

    /// <summary>From one to three numbers; missing ones come first.</summary>
    public static Size3 From(ReadOnlySpan<int> numbers, int missing = 1) => numbers.Length switch
    {
        1 => new(missing, missing, numbers[0]),
        2 => new(missing, numbers[0], numbers[1]),
        _ => new(numbers[0], numbers[1], numbers[2]),
    };
}

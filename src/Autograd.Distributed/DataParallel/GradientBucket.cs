namespace Autograd.Distributed;

/// <summary>
/// Parameters whose gradients lie side by side in one flat tensor and are reduced by one collective operation.
/// </summary>
/// <remarks>
/// Each part begins at a multiple of 16 elements, a cache line of floats, so that kernels find it aligned. What lies
/// between the parts is 0 in every process.
/// </remarks>
internal sealed class GradientBucket
{
    private const int Alignment = 16;

    private readonly int[] _starts;

    public GradientBucket(IReadOnlyList<Tensor> parameters, int? owner = null)
    {
        (Parameters, Owner) = (parameters, owner);
        _starts = new int[parameters.Count];
        for (var i = 0; i < _starts.Length; i++)
        {
            _starts[i] = Length;
            Length = checked(Length + Aligned(parameters[i].Numel));
        }
    }

    /// <summary>The parameters, in the order in which their gradients are expected.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>The rank that alone needs the reduced gradients; null if all ranks do.</summary>
    public int? Owner { get; }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The gradients; null while a bucket of another rank holds none.</summary>
    public Tensor? Buffer { get; private set; }

    /// <summary>The number of gradients that are still to come in this pass.</summary>
    public int Pending { get; set; }

    /// <summary>The reduction; null before it has begun, and after it has been waited for.</summary>
    public IReduction? Reduction { get; set; }

    /// <summary>The elements that a parameter takes up.</summary>
    public static int Aligned(int count) => (count + Alignment - 1) / Alignment * Alignment;

    /// <summary>Makes the buffer, filled with zeros, if there is none.</summary>
    public Tensor Fill()
    {
        return Buffer ??= Tensor.Zeros([Length], Parameters[0].DType);
    }

    /// <summary>Makes the gradients of the parameters parts of the buffer.</summary>
    public void TakeGradients()
    {
        Fill();
        for (var i = 0; i < _starts.Length; i++) Parameters[i].SetGradientPlace(Buffer, _starts[i]);
    }

    /// <summary>The part of the buffer that belongs to a parameter.</summary>
    public Tensor PartOf(int index) => Fill()[_starts[index]..(_starts[index] + Parameters[index].Numel)];

    /// <summary>Gives up the buffer of a bucket whose gradients another rank keeps.</summary>
    public void Drop() => Buffer = null;
}

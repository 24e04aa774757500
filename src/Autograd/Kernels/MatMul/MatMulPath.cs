namespace Autograd.Kernels;

/// <summary>Which registers the kernels use; tests force each of them in turn.</summary>
internal enum MatMulPath
{
    /// <summary>The widest registers that the hardware has.</summary>
    Widest,
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}

namespace Autograd.Kernels;

/// <summary>The widest registers that elementwise kernels use; tests force each in turn.</summary>
internal static class SimdWidth
{
    /// <summary>In bits: 512, 256 or 128, or 0 for one number at a time.</summary>
    internal static int Limit = 512;
}

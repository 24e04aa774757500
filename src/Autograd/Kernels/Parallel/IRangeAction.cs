namespace Autograd.Kernels;

/// <summary>Work on a range of independent items. A struct, so that a loop over it is compiled for it alone, without delegates.</summary>
/// <remarks>Copies of the struct run on several threads at once: it holds pointers and sizes, not results.</remarks>
internal interface IRangeAction
{
    /// <summary>Does the items from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    void Invoke(int start, int end);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>A contiguous tensor for native code: until it is disposed, its memory neither moves nor is reused.</summary>
/// <remarks>For calls that return before they are done; a lease would end with the method that took it.</remarks>
internal sealed unsafe class PinnedTensor : IDisposable
{
    private PinnedGCHandle<Array> _handle;

    /// <summary>Pins the memory. <see cref="Tensor.Pin"/> calls it.</summary>
    public PinnedTensor(Tensor tensor, Array array, int offset)
    {
        Tensor = tensor;
        _handle = new PinnedGCHandle<Array>(array);
        Pointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + (long)offset * tensor.DType.ItemSize();
    }

    /// <summary>The tensor, which keeps the memory from being reused.</summary>
    public Tensor Tensor { get; }

    /// <summary>The address of the first element.</summary>
    public byte* Pointer { get; }

    /// <summary>Lets the memory go. Until this call the owner keeps this object alive, and it the tensor.</summary>
    public void Dispose() => _handle.Dispose();
}

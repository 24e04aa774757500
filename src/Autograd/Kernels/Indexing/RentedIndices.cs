using System.Buffers;

namespace Autograd.Kernels;

/// <summary>Uninitialized memory for indices, rented from the shared pool until it is disposed.</summary>
internal readonly struct RentedIndices(int count) : IDisposable
{
    private readonly int[] _indices = ArrayPool<int>.Shared.Rent(count);

    public Span<int> Span => _indices.AsSpan(0, count);

    public void Dispose() => ArrayPool<int>.Shared.Return(_indices);
}

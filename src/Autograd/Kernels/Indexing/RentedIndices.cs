using System.Buffers;

namespace Autograd.Kernels;

/// <summary>Places in rented memory, which are yet to be written, to be given back.</summary>
internal readonly struct RentedIndices(int count) : IDisposable
{
    private readonly int[] _places = ArrayPool<int>.Shared.Rent(count);

    public Span<int> Span => _places.AsSpan(0, count);

    public void Dispose() => ArrayPool<int>.Shared.Return(_places);
}

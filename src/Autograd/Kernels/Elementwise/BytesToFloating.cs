using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Converts bytes, such as the grey values of images, to floating numbers, a vector at a time.</summary>
internal static class BytesToFloating
{
    public static void Single(ReadOnlySpan<byte> x, Span<float> y)
    {
        var i = 0;
        var step = Vector<float>.Count;
        for (; i <= x.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(x[i..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            Vector.ConvertToSingle(Vector.AsVectorInt32(a)).CopyTo(y[i..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(b)).CopyTo(y[(i + step)..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(c)).CopyTo(y[(i + 2 * step)..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(d)).CopyTo(y[(i + 3 * step)..]);
        }

        for (; i < x.Length; i++) y[i] = x[i];
    }

    public static void Double(ReadOnlySpan<byte> x, Span<double> y)
    {
        var i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                var eight = Vector128.CreateScalarUnsafe(BinaryPrimitives.ReadUInt64LittleEndian(x[i..])).AsByte();
                Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(eight)).CopyTo(y[i..]);
            }
        }

        // Other hardware converts by way of single precision, which holds every byte exactly and is narrower.
        Span<float> block = stackalloc float[4 * Vector<float>.Count];
        for (; i <= x.Length - block.Length; i += block.Length)
        {
            Single(x.Slice(i, block.Length), block);
            for (var j = 0; j < block.Length; j += Vector<float>.Count)
            {
                Vector.Widen(new Vector<float>(block[j..]), out var low, out var high);
                low.CopyTo(y[(i + j)..]);
                high.CopyTo(y[(i + j + Vector<double>.Count)..]);
            }
        }

        for (; i < x.Length; i++) y[i] = x[i];
    }
}

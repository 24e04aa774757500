using System.Numerics;

namespace Autograd.Kernels;

/// <summary>What the threads of a pooling share: operands, layout, taps and pieces. A window is a patch of one channel.</summary>
internal unsafe struct PoolPlanes<T, V>
    where T : unmanaged, INumber<T>
    where V : unmanaged, ISimdVector<V, T>
{
    public ConvolutionShape Shape;
    public PlaneLayout Layout;
    public T* Source, Target;
    public int Count;
    public nint* Offsets;
    public RowPiece* Pieces;

    public PoolPlanes(in ConvolutionShape shape, T* source, T* target)
    {
        Shape = shape;
        Source = source;
        Target = target;
        Layout = new PlaneLayout(shape);
        Count = RowPiece.Count(shape, V.Count);
        var taps = (shape.Taps * (nint)sizeof(nint) + 63) & ~63;
        var shared = PackBuffer.GetSecond(taps + Count * (nint)sizeof(RowPiece));
        Offsets = (nint*)shared;
        Pieces = (RowPiece*)(shared + taps);
        Layout.WriteTaps(shape, 1, Offsets);
        RowPiece.Write(shape, Layout, V.Count, Pieces);
    }

    /// <summary>Memory of this thread for one plane and a vector behind it.</summary>
    public readonly T* GetPlane() => (T*)PackBuffer.Get((Layout.Plane + V.Count) * sizeof(T));

    /// <summary>The input plane in the layout: the tensor itself, or a copy.</summary>
    public readonly T* Read(int index, T* plane, T padding)
    {
        var source = Source + (nint)index * Shape.Input.Product;

        // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
        var behind = (Shape.N - 1L - index) * Shape.Input.Product;
        if (Layout.IsDirect && behind >= V.Count)
            return source;
        if (Layout.IsDirect)
            Buffer.MemoryCopy(source, plane, Layout.Plane * sizeof(T), Layout.Plane * sizeof(T));
        else
            Layout.Fill(source, 1, plane, padding);
        return plane;
    }

    /// <summary>Writes a result of a piece.</summary>
    public static void Store(T* target, RowPiece piece, V value)
    {
        if (piece.Length == V.Count)
            V.Store(target + piece.Target, value);
        else
            V.StoreFirst(target + piece.Target, value, V.FirstMask(piece.Length));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Partial loads and stores, element by element, where the hardware has no masked ones.</summary>
internal static unsafe class TailLanes
{
    public static V Load<T, V>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
    {
        V value = default;
        var lanes = (T*)Unsafe.AsPointer(ref value);
        var count = CountSelected<T, V>(mask);
        for (var i = 0; i < count; i++)
            lanes[i] = source[i];
        return value;
    }

    public static void Store<T, V>(T* target, V value, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
    {
        var lanes = (T*)Unsafe.AsPointer(ref value);
        var count = CountSelected<T, V>(mask);
        for (var i = 0; i < count; i++)
            target[i] = lanes[i];
    }

    /// <summary>Counts the selected lanes. They are the first ones of the mask, and each has all bits set.</summary>
    private static int CountSelected<T, V>(V mask)
        where T : unmanaged
        where V : unmanaged
    {
        var bytes = (byte*)Unsafe.AsPointer(ref mask);
        var count = 0;
        while (count < Unsafe.SizeOf<V>() / sizeof(T) && bytes[count * sizeof(T)] != 0)
            count++;
        return count;
    }
}

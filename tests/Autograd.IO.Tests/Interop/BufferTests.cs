using System.Buffers;

namespace Autograd.IO.Tests.Interop;

/// <summary>Memory that tensors share with arrays.</summary>
public class BufferTests
{
    [Test]
    public void An_array_and_its_tensor_are_one()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        var x = Tensor.FromBuffer(array, (2, 3));
        x[1, 0] = 40;
        array[0] = 10;
        Assert.That(array[3], Is.EqualTo(40));
        Assert.That(x.ToArray<float>(), Is.EqualTo((float[])[10, 2, 3, 40, 5, 6]));
        Assert.That((x.Shape, x.DType, x.IsContiguous, x.StorageOffset), Is.EqualTo((Shape.Create(2, 3), DType.Float32, true, 0)));
    }

    [Test]
    public void A_part_of_an_array_is_shared()
    {
        long[] array = [1, 2, 3, 4, 5, 6];
        var x = Tensor.FromBuffer(array.AsMemory(2, 3));
        x.AddInPlace(10);
        Assert.That(array, Is.EqualTo((long[])[1, 2, 13, 14, 15, 6]));
        Assert.That(x[1..].ToArray<long>(), Is.EqualTo((long[])[14, 15]));
        Assert.That(x.StorageOffset, Is.EqualTo(2));
        Assert.That(x.Flip(0).ToArray<long>(), Is.EqualTo((long[])[15, 14, 13]));
        Assert.That(Tensor.FromBuffer(Memory<double>.Empty).Shape, Is.EqualTo(Shape.Create(0)));
    }

    [Test]
    public void Gradients_arrive_on_a_buffer()
    {
        var x = Tensor.FromBuffer(new double[] { 1, 2, 3 }, requiresGrad: true);
        (x * x).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo((double[])[2, 4, 6]));
    }

    [Test]
    public void Every_type_of_elements_is_shared()
    {
        Check<bool>([true, false]);
        Check<byte>([1, 2]);
        Check<sbyte>([1, 2]);
        Check<short>([1, 2]);
        Check<int>([1, 2]);
        Check<long>([1, 2]);
        Check<float>([1, 2]);
        Check<double>([1, 2]);
        Check<Half>([Half.One, Half.Pi]);
        Check<BFloat16>([(BFloat16)1f, (BFloat16)2f]);

        static void Check<T>(T[] array) where T : unmanaged
        {
            var x = Tensor.FromBuffer(array);
            array[0] = default;
            Assert.That(x.ToArray<T>(), Is.EqualTo(array));
            Assert.That(x.DType, Is.EqualTo(DTypes.Of<T>()));
        }
    }

    [Test]
    public void What_cannot_be_shared_is_refused()
    {
        Assert.That(
            Assert.Throws<ArgumentException>(() => Tensor.FromBuffer(new float[6], (2, 2)))!.Message,
            Does.StartWith("FromBuffer: 6 elements do not fill shape (2, 2), which has 4; they must be as many"));
        using var native = new NativeMemory();
        Assert.That(
            Assert.Throws<ArgumentException>(() => Tensor.FromBuffer(native.Memory))!.Message,
            Does.StartWith("FromBuffer: this memory is not an array's; copy it with From(buffer.Span)"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => Tensor.FromBuffer(new uint[2]))!.Message,
            Does.StartWith("DType: no tensor holds System.UInt32; use "));
    }

    [Test]
    public void A_tensors_memory_is_shared_and_outlives_it()
    {
        var x = Tensor.Arange(12).Float().Reshape(3, 4);
        var memory = x[1].AsMemory<float>();
        x[1, 0] = -1;
        Assert.That(memory.ToArray(), Is.EqualTo((float[])[-1, 5, 6, 7]));
        Assert.That(
            Assert.Throws<InvalidOperationException>(() => x.T.AsMemory<float>())!.Message,
            Is.EqualTo("AsMemory: the elements of this view of shape (4, 3) do not lie in row-major order; use Contiguous() first, or ToArray()"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => x.AsMemory<int>())!.Message,
            Is.EqualTo("AsMemory: the tensor is Float32, not Int32; convert with To(DType.Int32) first, or use ToArray()"));
    }

    /// <summary>The pool would give the memory of a dead tensor to the next of its size.</summary>
    [Test]
    [NonParallelizable]
    public void Memory_that_was_seen_is_never_reused()
    {
        const int length = 100_000;
        var memory = Make();
        for (var i = 0; i < 20; i++)
        {
            BufferPool.CollectNow(2);
            _ = Tensor.Full(length, -1f);
        }

        Assert.That(memory.Span.IndexOfAnyExcept(7f), Is.EqualTo(-1));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static ReadOnlyMemory<float> Make() => Tensor.Full(length, 7f).AsMemory<float>();
    }

    private sealed unsafe class NativeMemory : MemoryManager<float>
    {
        private readonly float* _elements = (float*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(4, sizeof(float));

        public override Span<float> GetSpan() => new(_elements, 4);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_elements + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => System.Runtime.InteropServices.NativeMemory.Free(_elements);
    }
}

using System.Runtime.CompilerServices;

namespace Autograd.Tests.Memory;

/// <summary>Memory is reused when nobody can reach it, and only then.</summary>
[NonParallelizable]
public class BufferPoolTests
{
    private const int Length = 300_007;

    private static Tensor? _broughtBack;

    [Test]
    public void Memory_of_a_dead_tensor_is_reused()
    {
        var first = AddressOfADeadTensor();
        GC.Collect();
        var found = false;
        var held = new List<Tensor>();
        for (var i = 0; i < 100 && !found; i++)
        {
            var next = Tensor.Zeros(Length);
            held.Add(next);
            found = AddressOf(next) == first;
        }

        Assert.That(found, Is.True);
    }

    [TestCase(DType.Bool)]
    [TestCase(DType.Int16)]
    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    public unsafe void A_large_result_begins_at_a_cache_line(DType dtype)
    {
        for (var i = 0; i < 5; i++)
        {
            var x = Tensor.Zeros([Length + i], dtype);
            var address = dtype.ItemSize() switch
            {
                1 => Address<byte>(x),
                2 => Address<short>(x),
                4 => Address<float>(x),
                _ => Address<double>(x),
            };
            Assert.That((long)address % 64, Is.Zero, $"{dtype}, number {i}");
            GC.KeepAlive(x);
        }

        static nint Address<T>(Tensor x) where T : unmanaged
        {
            using var data = x.Write();
            return (nint)Unsafe.AsPointer(ref data.Span<T>()[0]);
        }
    }

    [Test]
    public void Where_a_large_buffer_begins_does_not_show_in_the_storage_offset()
    {
        var x = Tensor.Arange(7 * Length, dtype: DType.Float32).Reshape(Length, 7);
        var rows = x[5..];
        Assert.That(x.StorageOffset, Is.Zero);
        Assert.That(rows.StorageOffset, Is.EqualTo(35));
        Assert.That(rows[^1, 2..].StorageOffset, Is.EqualTo(7 * Length - 5));
        Assert.That(x[Length..].StorageOffset, Is.Zero, "nothing");
        Assert.That(rows[0].ToArray<float>(), Is.EqualTo(new float[] { 35, 36, 37, 38, 39, 40, 41 }));
    }

    [Test]
    public void A_tensor_that_is_held_keeps_its_memory()
    {
        var held = Tensor.Full([Length], 7f);
        var view = Tensor.Full([Length], 8f)[1..];
        var detached = Tensor.Full([Length], 9f).Detach();
        var stale = MakeGarbage();
        Assert.That(Same(held, 7) && Same(view, 8) && Same(detached, 9), Is.True);
        Assert.That(stale, Is.EqualTo(0));
    }

    [Test]
    public void What_a_graph_saved_keeps_its_memory()
    {
        var x = Tensor.Full([Length], 2f, requiresGrad: true);
        var loss = SumOfSquares(x);
        MakeGarbage();
        loss.Backward();
        Assert.That(Same(x.Grad!, 4), Is.True);
    }

    [Test]
    public void A_span_that_was_shown_stays_the_callers()
    {
        var span = ShownSpan();
        MakeGarbage();
        Assert.That(span.ContainsAnyExcept(5f), Is.False);
    }

    [Test]
    public void A_tensor_that_a_finalizer_brings_back_keeps_its_memory()
    {
        DropAnObjectThatComesBack();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            MakeGarbage();
        }

        Assert.That(_broughtBack, Is.Not.Null);
        Assert.That(Same(_broughtBack!, 6), Is.True);
        _broughtBack = null;
    }

    [Test]
    public void Threads_that_race_the_collector_keep_their_numbers()
    {
        var stop = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref stop)) GC.Collect(Random.Shared.Next(2));
        });
        collector.Start();
        var errors = 0;
        var workers = new Thread[3];
        for (var w = 0; w < workers.Length; w++)
        {
            var seed = w;
            workers[w] = new Thread(() => Interlocked.Add(ref errors, HoldAndCheck(seed)));
            workers[w].Start();
        }

        foreach (var worker in workers) worker.Join();
        Volatile.Write(ref stop, true);
        collector.Join();
        Assert.That(errors, Is.EqualTo(0));
    }

    [Test, WithStoppedClock]
    public void The_same_steps_take_the_same_memory()
    {
        for (var i = 0; i < 200; i++) ChainOf(Tensor.Full([Length], (float)i));
        var (rented, free) = BufferPool.Bytes;
        var collections = GC.CollectionCount(2);
        for (var i = 0; i < 1000; i++) ChainOf(Tensor.Full([Length], (float)i));
        var after = BufferPool.Bytes;
        Assert.That(after.Rented + after.Free, Is.LessThanOrEqualTo(rented + free + 16 * Length));
        Assert.That(GC.CollectionCount(2) - collections, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Unused_memory_goes_back_to_the_collector()
    {
        MakeGarbage();
        for (var i = 0; i < 4; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            ChainOf(Tensor.Zeros(5000));
        }

        Assert.That(BufferPool.Bytes.Free, Is.LessThan(4 * Length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint AddressOfADeadTensor() => AddressOf(Tensor.Zeros(Length));

    // Pooled memory does not move.
    private static unsafe nint AddressOf(Tensor x)
    {
        using var data = x.Write();
        return (nint)Unsafe.AsPointer(ref data.Span<float>()[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<float> ShownSpan() => Tensor.Full([Length], 5f).AsSpan<float>();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor SumOfSquares(Tensor x) => (x * x.Clone()).Sum();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ChainOf(Tensor x) => Assert.That((x + 1).Relu().Numel, Is.EqualTo(x.Numel));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropAnObjectThatComesBack() => _ = new ComesBack(Tensor.Full([Length], 6f));

    /// <summary>Makes and drops many tensors of the same size; returns how many did not hold what was written to them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int MakeGarbage()
    {
        var wrong = 0;
        for (var i = 0; i < 40; i++)
            if (!Same(Tensor.Full([Length], (float)i) + 1, i + 1)) wrong++;
        return wrong;
    }

    private static int HoldAndCheck(int seed)
    {
        var random = new Random(seed);
        var held = new Tensor[6];
        var values = new int[held.Length];
        var errors = 0;
        for (var i = 0; i < 30; i++)
        {
            var at = random.Next(held.Length);
            if (held[at] is { } old && !Same(old, values[at])) errors++;
            values[at] = random.Next(1000);
            held[at] = (Tensor.Full([20_000 + 1000 * random.Next(3)], values[at]) * 2.0 - values[at]).Relu();
        }

        return errors;
    }

    private static bool Same(Tensor x, float value) => !x.ToArray<float>().AsSpan().ContainsAnyExcept(value);

    private sealed class ComesBack(Tensor tensor)
    {
        ~ComesBack() => _broughtBack = tensor;
    }
}

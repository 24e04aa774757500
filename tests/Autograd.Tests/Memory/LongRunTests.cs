using Autograd.NN;

namespace Autograd.Tests.Memory;

/// <summary>What a training run holds does not grow with its length.</summary>
[NonParallelizable, Category("Slow")]
public class LongRunTests
{
    [TestCase(8, 4, 30_000, TestName = "Thirty thousand steps on small tensors")]
    [TestCase(512, 128, 1_000, TestName = "A thousand steps on pooled memory")]
    public void Memory_stays_flat(int batch, int width, int steps)
    {
        var net = new Sequential(new Linear(width, width), new Tanh(), new Linear(width, 3));
        var optimizer = new Adam(net.Parameters());
        var lossFn = new CrossEntropyLoss();
        var (x, y) = (Tensor.RandN(batch, width), Tensor.RandInt(0, 3, [batch]));
        Train(steps);
        var (heap, rented) = Held();
        var (grown, rentedMore) = (new List<long>(), new List<long>());

        // What a step leaves behind, it leaves behind in every run; the runtime's own tables grow in some, and then stop.
        do
        {
            Train(steps);
            var (heapAfter, rentedAfter) = Held();
            grown.Add(heapAfter - heap);
            rentedMore.Add(rentedAfter - rented);
            (heap, rented) = (heapAfter, rentedAfter);
        }
        while (grown.Count < 5 && (grown[^1] > 64 << 10 || rentedMore[^1] > 0));

        Assert.That(grown[^1], Is.LessThanOrEqualTo(64 << 10), $"bytes of the heap: {string.Join(", ", grown)}");
        Assert.That(rentedMore[^1], Is.LessThanOrEqualTo(0), $"bytes rented: {string.Join(", ", rentedMore)}");

        void Train(int count)
        {
            for (var i = 0; i < count; i++)
            {
                lossFn.Forward(net.Forward(x), y).Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }
        }
    }

    private static (long Heap, long Rented) Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            BufferPool.CollectNow(1);
        }

        // Memory that is free is the pool's, within its bounds, and no part of what the run holds.
        var (rented, free) = BufferPool.Bytes;
        return (GC.GetTotalMemory(forceFullCollection: true) - free, rented);
    }
}

using System.Runtime.CompilerServices;

namespace Autograd.Tests.Graph;

[NonParallelizable, Category("Slow")]
public class MemoryTests
{
    [Test]
    public void What_a_pass_saved_can_be_collected_although_the_result_lives()
    {
        var x = Tensor.From([0.5, 1.0], DType.Float64, requiresGrad: true);
        var (loss, intermediate) = Forward(x);
        loss.Backward();
        Collect();
        Assert.That(intermediate.IsAlive, Is.False);
        GC.KeepAlive(loss);
    }

    [Test]
    public void A_retained_graph_keeps_what_it_saved()
    {
        var x = Tensor.From([0.5, 1.0], DType.Float64, requiresGrad: true);
        var (loss, intermediate) = Forward(x);
        loss.Backward(null, retainGraph: true);
        Collect();
        Assert.That(intermediate.IsAlive);
        GC.KeepAlive(loss);
    }

    [Test]
    public void Without_recording_nothing_is_kept()
    {
        var x = Tensor.From([0.5, 1.0], DType.Float64, requiresGrad: true);
        using var off = GradMode.NoGrad();
        var (loss, intermediate) = Forward(x);
        Collect();
        Assert.That(intermediate.IsAlive, Is.False);
        GC.KeepAlive(loss);
    }

    [Test]
    public void A_hundred_thousand_steps_leave_the_heap_flat()
    {
        var w = Tensor.From([0.5f, 1.0f], requiresGrad: true);
        var view = w.View(2, 1);
        var state = Tensor.Zeros(2);
        Train(1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Train(100_000);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.That(after - before, Is.LessThan(1 << 20));

        void Train(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                state = (state * w + 1).Tanh().Detach();
                ((w * state).Tanh() + view.View(2)).Sum().Backward();
                using (GradMode.NoGrad()) w.SubInPlace(w.Grad! * 1e-6);
                w.ZeroGrad();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Tensor Loss, WeakReference Intermediate) Forward(Tensor x)
    {
        var h = (x * 2).Tanh();
        return ((h * h).Sum(), new WeakReference(h));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}

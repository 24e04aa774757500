using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Runs the rule of an optimizer on a parameter, its gradient and up to three tensors of state.</summary>
internal static class FusedUpdate
{
    public static void Run<T, TRule>(in TRule rule, Tensor parameter, Tensor grad)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var data = parameter.Write();
        using var gradData = grad.Read();
        Update.Run(data.Span<T>(), gradData.Span<T>(), [], [], [], rule);
    }

    public static void Run<T, TRule>(in TRule rule, Tensor parameter, Tensor grad, Tensor state0)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var data = parameter.Write();
        using var gradData = grad.Read();
        using var data0 = state0.Write();
        Update.Run(data.Span<T>(), gradData.Span<T>(), data0.Span<T>(), [], [], rule);
    }

    public static void Run<T, TRule>(in TRule rule, Tensor parameter, Tensor grad, Tensor state0, Tensor state1)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var data = parameter.Write();
        using var gradData = grad.Read();
        using var data0 = state0.Write();
        using var data1 = state1.Write();
        Update.Run(data.Span<T>(), gradData.Span<T>(), data0.Span<T>(), data1.Span<T>(), [], rule);
    }

    public static void Run<T, TRule>(in TRule rule, Tensor parameter, Tensor grad, Tensor state0, Tensor state1, Tensor state2)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var data = parameter.Write();
        using var gradData = grad.Read();
        using var data0 = state0.Write();
        using var data1 = state1.Write();
        using var data2 = state2.Write();
        Update.Run(data.Span<T>(), gradData.Span<T>(), data0.Span<T>(), data1.Span<T>(), data2.Span<T>(), rule);
    }
}

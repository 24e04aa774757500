using System.Numerics;

namespace Autograd.Kernels;

/// <summary>A formula of one number and of constants that its instance holds, written once for registers of every width.</summary>
internal interface IUnaryFunction
{
    V Invoke<V>(V x) where V : struct, ISimdVector<V>;
}

/// <summary>A formula of two numbers and of constants that its instance holds, written once for registers of every width.</summary>
internal interface IBinaryFunction
{
    V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>;
}

/// <summary>A formula of three numbers and of constants that its instance holds, written once for registers of every width.</summary>
internal interface ITernaryFunction
{
    V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V>;
}

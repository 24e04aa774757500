using System.Numerics;

namespace Autograd;

/// <summary>An action on a tensor's elements that is generic in their .NET type.</summary>
internal interface INumberAction<TResult>
{
    TResult Invoke<T>(Tensor x) where T : unmanaged, INumber<T>;
}

public sealed partial class Tensor
{
    /// <summary>
    /// Calls an action with the .NET type of the elements. Bool is not a number type and throws. Floating types of 16
    /// bits are converted to Float32 for the action; a result in Float32 is rounded to them.
    /// </summary>
    private TResult OnNumbers<TAction, TResult>(string op, TAction action) where TAction : struct, INumberAction<TResult> =>
        _dtype switch
        {
            DType.Float32 => action.Invoke<float>(this),
            DType.Float64 => action.Invoke<double>(this),
            DType.Int64 => action.Invoke<long>(this),
            DType.Int32 => action.Invoke<int>(this),
            DType.Int16 => action.Invoke<short>(this),
            DType.Int8 => action.Invoke<sbyte>(this),
            DType.UInt8 => action.Invoke<byte>(this),
            DType.Float16 or DType.BFloat16 => OnWidened<TAction, TResult>(action),
            _ => throw new ArgumentException($"{op}: not defined for Bool; convert with To(DType.Int64) first"),
        };

    private TResult OnWidened<TAction, TResult>(TAction action) where TAction : struct, INumberAction<TResult>
    {
        var result = action.Invoke<float>(Detached(DType.Float32));
        return result is Tensor { _dtype: DType.Float32 } wide ? (TResult)(object)wide.To(_dtype) : result;
    }
}

namespace Autograd.NN;

/// <summary>A layer that learns the sizes of its parameters from its first input, and makes them then.</summary>
/// <remarks>
/// Until then there are no parameters that an optimizer could hold, so <see cref="Module.Parameters"/> and
/// <see cref="Module.StateDict"/> of the layer, and of modules with it, throw: run the net once on an input first.
/// </remarks>
public interface ILazyModule
{
    /// <summary>True until the parameters are made.</summary>
    bool HasUninitializedParams { get; }
}

/// <summary>What is told of a layer that has no parameters yet.</summary>
internal static class Uninitialized
{
    /// <summary>Throws if a module waits for its first input.</summary>
    public static void ThrowIf(object owner)
    {
        if (owner is ILazyModule { HasUninitializedParams: true })
            throw new InvalidOperationException(
                $"Parameters: {Module.TypeName(owner)} has none yet, because it takes their sizes from its first input; call Forward once before "
                + "parameters or a state are asked for");
    }

    /// <summary>Throws if parameters cannot be of a type, as making them would later.</summary>
    public static void CheckType(string op, DType dtype)
    {
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: {dtype} is no type for parameters; use DType.Float32 or DType.Float64", nameof(dtype));
    }

    /// <summary>The error of asking for a parameter too early.</summary>
    public static InvalidOperationException Member(string name, Module module) => new(
        $"{name}: {Module.TypeName(module)} has none yet, because it takes its size from its first input; call Forward once before");
}

namespace Autograd.Kernels;

/// <summary>A truth value as a type: a constant inside the generic methods over it.</summary>
internal interface IFlag
{
    static abstract bool Value { get; }
}

internal readonly struct Yes : IFlag
{
    public static bool Value => true;
}

internal readonly struct No : IFlag
{
    public static bool Value => false;
}

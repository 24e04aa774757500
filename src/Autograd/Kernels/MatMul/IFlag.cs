namespace Autograd.Kernels;

/// <summary>A boolean as a type: a constant inside the generic methods over it.</summary>
internal interface IFlag;

internal readonly struct Yes : IFlag;

internal readonly struct No : IFlag;

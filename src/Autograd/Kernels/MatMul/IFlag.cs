namespace Autograd.Kernels;

/// <summary>A boolean as a type argument: a constant inside generic methods.</summary>
internal interface IFlag;

internal readonly struct Yes : IFlag;

internal readonly struct No : IFlag;

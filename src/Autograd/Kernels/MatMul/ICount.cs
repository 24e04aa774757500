using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>A small number as a type: a generic method over it is compiled once for each, with the number a constant.</summary>
/// <remarks>
/// The number is the size of the struct: the JIT knows sizes as it reads a method, before it inlines anything, and so never
/// looks at what a condition on them rules out. A static property would cost ten times the compilation time.
/// </remarks>
internal interface ICount;

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct Count1 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Count2 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Count3 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Count4 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct Count5 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Count6 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 7)]
internal readonly struct Count7 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct Count8 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 9)]
internal readonly struct Count9 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 10)]
internal readonly struct Count10 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 11)]
internal readonly struct Count11 : ICount;

[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct Count12 : ICount;

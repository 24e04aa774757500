using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// A small integer as a type argument. A generic method is compiled once for each, with the integer as a constant.
/// </summary>
/// <remarks>
/// The integer is the size of the struct. The JIT knows sizes while it imports a method, before it inlines anything,
/// and skips the branches that they rule out. A static abstract property would take ten times as long to compile.
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

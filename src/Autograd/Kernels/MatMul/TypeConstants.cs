using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// A small integer as a type argument, as <c>std::integral_constant</c> of C++: <see cref="Constant4"/> is 4. A generic
/// method is compiled once for each, and reads the integer as <c>sizeof(N)</c>, which is a constant there.
/// </summary>
/// <remarks>
/// The integer is stored as the size of the struct and not as a property, because the JIT knows the size of a type
/// before it inlines any call, and then skips the branches that the size rules out. With a property it would inline
/// all of them first, and take ten times as long.
/// </remarks>
internal interface IConstant;

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct Constant1 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Constant2 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Constant3 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Constant4 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct Constant5 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Constant6 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 7)]
internal readonly struct Constant7 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct Constant8 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 9)]
internal readonly struct Constant9 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 10)]
internal readonly struct Constant10 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 11)]
internal readonly struct Constant11 : IConstant;

[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct Constant12 : IConstant;

/// <summary>
/// A boolean as a type argument, <see cref="True"/> or <see cref="False"/>: a generic method compares the type, which
/// is a constant there.
/// </summary>
internal interface IBool;

internal readonly struct True : IBool;

internal readonly struct False : IBool;

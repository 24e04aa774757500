using System.Diagnostics.CodeAnalysis;

namespace Autograd;

/// <summary>
/// An elementwise operation, whose constants are its fields; the attribute keeps their names when a program is trimmed.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicFields)]
internal interface IElementwiseOp;

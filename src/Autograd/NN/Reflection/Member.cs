namespace Autograd.NN;

/// <summary>What a field of a module holds.</summary>
internal enum MemberKind
{
    Parameter,
    Buffer,
    Module,

    /// <summary>A list, an array or a dictionary, which may hold members in turn.</summary>
    Collection,
}

/// <summary>A part of a module, by its name in the module's state.</summary>
internal sealed record Member(string Name, MemberKind Kind, object Value);

namespace Autograd.NN;

/// <summary>The kind of a module's member.</summary>
internal enum MemberKind
{
    Parameter,
    Buffer,
    Module,

    /// <summary>A list, an array or a dictionary, which may contain members.</summary>
    Collection,
}

/// <summary>A member of a module, with its name in the module's state.</summary>
internal sealed record Member(string Name, MemberKind Kind, object Value);

namespace Autograd.IO;

/// <summary>What a <see cref="PickleValue"/> is, in Python's words.</summary>
public enum PickleKind
{
    /// <summary><c>None</c>.</summary>
    None,

    /// <summary><c>True</c> or <c>False</c>.</summary>
    Bool,

    /// <summary>An integer of any size.</summary>
    Int,

    /// <summary>A number of double precision.</summary>
    Float,

    /// <summary>A text; also a <c>torch.dtype</c> or <c>torch.device</c>, as its name.</summary>
    Str,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A tensor, or a parameter.</summary>
    Tensor,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple; also a <c>torch.Size</c>.</summary>
    Tuple,

    /// <summary>A dictionary; also an <c>OrderedDict</c> or a <c>Counter</c>.</summary>
    Dict,
}

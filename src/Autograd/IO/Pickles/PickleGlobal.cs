namespace Autograd.IO;

/// <summary>What a class or function that a pickle names does when the pickle calls it.</summary>
internal enum PickleCall
{
    OrderedDict,
    Counter,
    Size,
    Device,
    Encode,
    Bytes,
    TensorClass,
    ParameterClass,
    StorageClass,
    RebuildTensor,
    RebuildTensorV2,
    RebuildTensorV3,
    RebuildParameter,
    RebuildFromType,
}

/// <summary>A class or function of Python, while a pickle is read. It is no part of a result.</summary>
/// <param name="name">Its name in Python.</param>
/// <param name="call">What a call of it does.</param>
/// <param name="dtype">The type of the elements of a class of storages; null for one of bytes.</param>
internal sealed class PickleGlobal(string name, PickleCall call, DType? dtype = null) : PickleValue
{
    public string Name => name;

    public PickleCall Call => call;

    public DType? DType => dtype;

    public override PickleKind Kind => PickleKind.None;
}

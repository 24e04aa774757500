namespace Autograd.IO;

/// <summary>
/// The classes and functions that a pickle may name. Names are looked up here and nowhere else: no name leads to a type
/// of .NET, and a name that is not here is refused.
/// </summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, PickleValue> _known = MakeKnown();

    /// <summary>Returns what a name stands for.</summary>
    /// <param name="name">The module and the name in it: <c>torch._utils._rebuild_tensor_v2</c>.</param>
    /// <param name="refusal">Why the name is refused, and what to do instead.</param>
    public static PickleValue? Find(string name, out string refusal)
    {
        refusal = "";
        if (_known.TryGetValue(name, out var found)) return found;
        refusal = $"the pickle names {Shown(name)}, and only tensors, numbers, texts and containers of them are read; {WayOut(name)}";
        return null;
    }

    private static Dictionary<string, PickleValue> MakeKnown()
    {
        var known = new Dictionary<string, PickleValue>
        {
            ["collections.OrderedDict"] = new PickleGlobal("collections.OrderedDict", PickleCall.OrderedDict),
            ["collections.Counter"] = new PickleGlobal("collections.Counter", PickleCall.Counter),
            ["_codecs.encode"] = new PickleGlobal("_codecs.encode", PickleCall.Encode),
            ["__builtin__.bytes"] = new PickleGlobal("bytes", PickleCall.Bytes),
            ["builtins.bytes"] = new PickleGlobal("bytes", PickleCall.Bytes),
            ["torch.Size"] = new PickleGlobal("torch.Size", PickleCall.Size),
            ["torch.device"] = new PickleGlobal("torch.device", PickleCall.Device),
            ["torch.Tensor"] = new PickleGlobal("torch.Tensor", PickleCall.TensorClass),
            ["torch._tensor.Tensor"] = new PickleGlobal("torch.Tensor", PickleCall.TensorClass),
            ["torch.nn.parameter.Parameter"] = new PickleGlobal("torch.nn.Parameter", PickleCall.ParameterClass),
            ["torch._utils._rebuild_tensor"] = new PickleGlobal("_rebuild_tensor", PickleCall.RebuildTensor),
            ["torch._utils._rebuild_tensor_v2"] = new PickleGlobal("_rebuild_tensor_v2", PickleCall.RebuildTensorV2),
            ["torch._utils._rebuild_tensor_v3"] = new PickleGlobal("_rebuild_tensor_v3", PickleCall.RebuildTensorV3),
            ["torch._utils._rebuild_parameter"] = new PickleGlobal("_rebuild_parameter", PickleCall.RebuildParameter),
            ["torch._tensor._rebuild_from_type_v2"] = new PickleGlobal("_rebuild_from_type_v2", PickleCall.RebuildFromType),
            ["torch.storage.UntypedStorage"] = new PickleGlobal("torch.UntypedStorage", PickleCall.StorageClass),
            ["torch.storage._UntypedStorage"] = new PickleGlobal("torch.UntypedStorage", PickleCall.StorageClass),
            ["torch.UntypedStorage"] = new PickleGlobal("torch.UntypedStorage", PickleCall.StorageClass),
        };
        foreach (var dtype in Enum.GetValues<DType>())
        {
            var name = "torch." + dtype.TorchName();
            known[name] = PickleScalar.Of(name);
            foreach (var module in (ReadOnlySpan<string>)["torch", "torch.cuda"])
            {
                var storage = $"{module}.{StorageName(dtype)}";
                known[storage] = new PickleGlobal(storage, PickleCall.StorageClass, dtype);
            }
        }

        return known;
    }

    /// <summary>The class of PyTorch's storages of a type.</summary>
    public static string StorageName(DType dtype) => dtype switch
    {
        DType.Bool => "BoolStorage",
        DType.UInt8 => "ByteStorage",
        DType.Int8 => "CharStorage",
        DType.Int16 => "ShortStorage",
        DType.Int32 => "IntStorage",
        DType.Int64 => "LongStorage",
        DType.Float32 => "FloatStorage",
        DType.Float64 => "DoubleStorage",
        DType.Float16 => "HalfStorage",
        _ => "BFloat16Storage",
    };

    /// <summary>The type of that name, <c>torch.float32</c>.</summary>
    public static DType? TypeOf(string name)
    {
        foreach (var dtype in Enum.GetValues<DType>())
            if (name == "torch." + dtype.TorchName()) return dtype;
        return null;
    }

    private static string WayOut(string name) => name switch
    {
        _ when name.Contains("sparse", StringComparison.Ordinal) => "save x.to_dense() instead of the sparse tensor",
        _ when name.Contains("qtensor", StringComparison.Ordinal) || name.Contains("QInt", StringComparison.Ordinal) =>
            "save x.dequantize() instead of the quantized tensor",
        _ when name.Contains("Complex", StringComparison.Ordinal) || name.Contains("complex", StringComparison.Ordinal) =>
            "save torch.view_as_real(x) instead of complex numbers",
        _ when name.StartsWith("torch.", StringComparison.Ordinal) && name.EndsWith("Storage", StringComparison.Ordinal) =>
            "save x.float() instead of a tensor of that type",
        _ when name.StartsWith("numpy.", StringComparison.Ordinal) =>
            "save float(x) instead of a number of NumPy's, and torch.from_numpy(x) instead of an array",
        _ when name.EndsWith(".set", StringComparison.Ordinal) || name.EndsWith(".frozenset", StringComparison.Ordinal) =>
            "save a list instead of a set",
        "collections.defaultdict" => "save dict(x) instead of the defaultdict",
        _ => "save model.state_dict() instead of the model, and plain values instead of other objects",
    };

    private static string Shown(string name) => name.Length <= 100 ? name : name[..100] + "…";
}

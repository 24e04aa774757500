using System.Globalization;
using System.Text;

namespace Autograd.IO;

/// <content>Names, and calls of what they stand for.</content>
internal sealed partial class Unpickler
{
    private bool RunCall(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                var module = Encoding.Latin1.GetString(_input.ReadLine());
                Push(Global(module, Encoding.Latin1.GetString(_input.ReadLine())));
                return true;
            case 0x93:
                var (name, of) = (Pop(), Pop());
                if (name.Kind != PickleKind.Str || of.Kind != PickleKind.Str) throw Damaged("the name of a class is no text");
                Push(Global((string)of!, (string)name!));
                return true;
            case (byte)'R' or 0x81:
                var (arguments, function) = (Pop(), Pop());
                if (function is not PickleGlobal global || arguments is not PickleList { Kind: PickleKind.Tuple } list)
                    throw Damaged($"a call of {PickleText.Short(function)} with {PickleText.Short(arguments)}");
                Push(Call(global, list));
                return true;
            case (byte)'b':
                Build(Pop(), Top());
                return true;
            case (byte)'Q':
                if (_storages is null) throw Damaged("a storage where none can be");
                Push(_storages.Find(Pop(), Damaged, Unsupported));
                return true;
            default: return false;
        }
    }

    private PickleValue Global(string module, string name)
    {
        // PyTorch moved its class of tensors, and old files have the old place.
        if (module == "torch.tensor") module = "torch._tensor";
        return PickleGlobals.Find($"{module}.{name}", out var refusal) ?? throw Unsupported(refusal);
    }

    private PickleValue Call(PickleGlobal function, PickleList arguments) => function.Call switch
    {
        PickleCall.OrderedDict when arguments.Count <= 1 => OrderedDict(arguments),
        PickleCall.Counter when arguments.Count == 0 => new PickleDict(),
        PickleCall.Counter when arguments is [PickleDict counts] => Copy(counts),
        PickleCall.Size when arguments is [PickleList sizes] => new PickleList(PickleKind.Tuple, Copy(sizes)),
        PickleCall.Device when arguments.Count is 1 or 2 => Device(arguments),
        PickleCall.Bytes when arguments.Count == 0 => PickleScalar.Of([]),
        PickleCall.Encode when arguments is [PickleScalar { Kind: PickleKind.Str } text, ..] => Encoded((string)text!),
        PickleCall.RebuildTensor when arguments.Count >= 4 => Rebuild(arguments, null),
        PickleCall.RebuildTensorV2 when arguments.Count >= 5 => Rebuild(arguments, null),
        PickleCall.RebuildTensorV3 when arguments.Count >= 7 => Rebuild(arguments, TypeOf(arguments[6])),
        PickleCall.RebuildParameter or PickleCall.ParameterClass when arguments.Count >= 1 => Parameter(arguments),
        PickleCall.RebuildFromType when arguments is
            [PickleGlobal { Call: not PickleCall.RebuildFromType } inner, PickleGlobal, PickleList { Kind: PickleKind.Tuple } rest, ..] =>
            Call(inner, rest),
        PickleCall.StorageClass => throw Unsupported($"the pickle makes a storage by {function.Name}; save the tensor instead"),
        _ => throw Damaged($"a call of {function.Name} with {PickleText.Short(arguments)}"),
    };

    /// <summary>
    /// Sets attributes of an object. Those of a state dict are versions of modules, which nothing here needs.
    /// </summary>
    private void Build(PickleValue state, PickleValue target)
    {
        if (target is PickleDict && state is PickleDict) return;
        throw Unsupported(
            $"attributes of {PickleText.Short(target)} are set; only those of dictionaries are read, and are dropped: save x.detach().clone()");
    }

    private PickleDict OrderedDict(PickleList arguments)
    {
        var result = new PickleDict { IsOrdered = true };
        if (arguments.Count == 0) return result;
        if (arguments[0] is not PickleList pairs) throw Damaged($"an OrderedDict of {PickleText.Short(arguments[0])}");
        Charge(pairs.Count);
        foreach (var pair in pairs)
        {
            if (pair is not PickleList { Count: 2 } entry) throw Damaged($"the entry {PickleText.Short(pair)} of an OrderedDict is no pair");
            SetItem(result, entry[0], entry[1]);
        }

        return result;
    }

    private List<PickleValue> Copy(PickleList list)
    {
        Charge(list.Count);
        return [.. list];
    }

    private PickleDict Copy(PickleDict dict)
    {
        Charge(dict.Count);
        var result = new PickleDict();
        foreach (var (key, value) in dict) result.Set((PickleScalar)key, value);
        return result;
    }

    private PickleScalar Device(PickleList arguments)
    {
        if (arguments[0].Kind != PickleKind.Str || (arguments.Count == 2 && arguments[1].Kind != PickleKind.Int))
            throw Damaged($"a device {PickleText.Short(arguments)}");
        var name = (string)arguments[0]!;
        Charge(name.Length);
        return PickleScalar.Of(arguments.Count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{Integer(arguments[1])}"));
    }

    private PickleScalar Encoded(string text)
    {
        Charge(text.Length);
        foreach (var c in text)
            if (c > 255) throw Damaged($"bytes as text with the character U+{(int)c:x4}");
        return PickleScalar.Of(Encoding.Latin1.GetBytes(text));
    }

    private PickleScalar Rebuild(PickleList arguments, DType? dtype)
    {
        if (arguments[0] is not PickleStorage storage) throw Damaged($"a tensor on {PickleText.Short(arguments[0])}, which is no storage");
        var (size, stride) = (Integers(arguments[2]), Integers(arguments[3]));
        var type = dtype ?? storage.Storage.DType ?? throw Damaged("a tensor without a type of its elements");
        var tensor = storage.Rebuild(type, Integer(arguments[1]), size, stride, Damaged, Unsupported);
        return arguments.Count > 4 && IsTrue(arguments[4]) ? PickleScalar.Of(Requiring(tensor)) : PickleScalar.Of(tensor);
    }

    private PickleScalar Parameter(PickleList arguments)
    {
        if (arguments[0] is not PickleScalar { Object: Tensor data }) throw Damaged($"a parameter of {PickleText.Short(arguments[0])}");
        var parameter = data.Detach();
        parameter.IsParameter = true;
        return PickleScalar.Of(arguments.Count == 1 || IsTrue(arguments[1]) ? Requiring(parameter) : parameter);
    }

    private Tensor Requiring(Tensor tensor)
    {
        if (!tensor.DType.IsFloatingPoint()) throw Damaged($"a tensor of {tensor.DType} that requires a gradient");
        tensor.RequiresGrad = true;
        return tensor;
    }

    private DType TypeOf(PickleValue value) =>
        value.Kind == PickleKind.Str && PickleGlobals.TypeOf((string)value!) is { } dtype
            ? dtype
            : throw Unsupported($"a tensor of type {PickleText.Short(value)}; save x.float() instead");

    private long[] Integers(PickleValue value)
    {
        if (value is not PickleList list) throw Damaged($"the sizes or strides of a tensor are {PickleText.Short(value)}");
        Charge(list.Count);
        var result = new long[list.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Integer(list[i]);
        return result;
    }

    private long Integer(PickleValue value) => value is PickleScalar { Kind: PickleKind.Int, Object: null }
        ? (long)value
        : throw Damaged($"{PickleText.Short(value)} where an integer of 64 bits must be");

    private static bool IsTrue(PickleValue value) => value is PickleScalar { Kind: PickleKind.Bool, IsTrue: true };
}

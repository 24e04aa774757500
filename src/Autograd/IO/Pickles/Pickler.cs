using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// Writes a value as a pickle of protocol 2, in the opcodes that <c>torch.load(weights_only=True)</c> takes. Containers,
/// tensors and texts that occur twice are written once.
/// </summary>
internal sealed class Pickler(StoragePlan plan)
{
    private readonly MemoryStream _output = new();
    private readonly Dictionary<object, uint> _memo = new(new ByReferenceOrText());

    /// <summary>The tensors in a value, each once, in the order in which they are written.</summary>
    /// <exception cref="ArgumentException">A container is inside itself, or nested too deeply.</exception>
    public static IReadOnlyCollection<Tensor> TensorsOf(PickleValue value)
    {
        PickleCheck.Run(value, Wrong, Wrong);
        var found = new OrderedDictionary<Tensor, bool>(ReferenceEqualityComparer.Instance);
        Collect(value, found, new HashSet<PickleValue>(ReferenceEqualityComparer.Instance));
        return found.Keys;

        Exception Wrong(string problem) => new ArgumentException($"TorchFile.Save: {problem.Replace("the pickle", "the value")}", nameof(value));
    }

    public byte[] Dump(PickleValue value)
    {
        _output.Write([0x80, 2]);
        Save(value);
        _output.WriteByte((byte)'.');
        return _output.ToArray();
    }

    private static void Collect(PickleValue value, OrderedDictionary<Tensor, bool> found, HashSet<PickleValue> visited)
    {
        switch (value)
        {
            case PickleScalar { Object: Tensor tensor }: found.TryAdd(tensor, true); break;
            case PickleList list when visited.Add(list):
                foreach (var item in list) Collect(item, found, visited);
                break;
            case PickleDict dict when visited.Add(dict):
                foreach (var (_, item) in dict) Collect(item, found, visited);
                break;
        }
    }

    private void Save(PickleValue value)
    {
        switch (value)
        {
            case PickleScalar scalar: SaveScalar(scalar); break;
            case PickleList { Kind: PickleKind.Tuple } tuple: SaveTuple(tuple); break;
            case PickleList list when !TryGet(list):
                _output.WriteByte((byte)']');
                Put(list);
                if (list.Count == 0) break;
                _output.WriteByte((byte)'(');
                foreach (var item in list) Save(item);
                _output.WriteByte((byte)'e');
                break;
            case PickleDict dict when !TryGet(dict): SaveDict(dict); break;
        }
    }

    private void SaveScalar(PickleScalar value)
    {
        switch (value.Kind)
        {
            case PickleKind.None: _output.WriteByte((byte)'N'); break;
            case PickleKind.Bool: _output.WriteByte((byte)(value.IsTrue ? 0x88 : 0x89)); break;
            case PickleKind.Int: SaveInteger(value.Integer); break;
            case PickleKind.Float: SaveFloat(value.Number); break;
            case PickleKind.Str: SaveText((string)value.Object!); break;
            case PickleKind.Bytes: SaveBytes((byte[])value.Object!); break;
            default: SaveTensor((Tensor)value.Object!); break;
        }
    }

    private void SaveTuple(PickleList tuple)
    {
        if (tuple.Count == 0)
        {
            _output.WriteByte((byte)')');
            return;
        }

        if (TryGet(tuple)) return;
        if (tuple.Count > 3) _output.WriteByte((byte)'(');
        foreach (var item in tuple) Save(item);
        _output.WriteByte(tuple.Count > 3 ? (byte)'t' : (byte)(0x84 + tuple.Count));
        Put(tuple);
    }

    private void SaveDict(PickleDict dict)
    {
        if (dict.IsOrdered) SaveEmptyOrderedDict();
        else _output.WriteByte((byte)'}');
        Put(dict);
        if (dict.Count == 0) return;
        _output.WriteByte((byte)'(');
        foreach (var (key, item) in dict)
        {
            Save(key);
            Save(item);
        }

        _output.WriteByte((byte)'u');
    }

    private void SaveEmptyOrderedDict()
    {
        SaveGlobal("collections", "OrderedDict");
        _output.Write(")R"u8);
    }

    private void SaveTensor(Tensor tensor)
    {
        if (TryGet(tensor)) return;
        if (tensor.IsParameter) SaveGlobal("torch._utils", "_rebuild_parameter");
        if (tensor.IsParameter) _output.WriteByte((byte)'(');
        SaveGlobal("torch._utils", "_rebuild_tensor_v2");
        var place = plan.Of(tensor);
        _output.Write("(("u8);
        SaveText("storage");
        SaveGlobal("torch", PickleGlobals.StorageName(tensor.DType));
        SaveText(place.Storage.Key.ToString(System.Globalization.CultureInfo.InvariantCulture));
        SaveText("cpu");
        SaveInteger(place.Storage.Count);
        _output.Write("tQ"u8);
        SaveInteger(place.Offset);
        SaveSizes(tensor.Shape);
        SaveSizes(place.Strides);
        _output.WriteByte((byte)(tensor.RequiresGrad && !tensor.IsParameter ? 0x88 : 0x89));
        SaveEmptyOrderedDict();
        _output.Write("tR"u8);
        if (tensor.IsParameter)
        {
            _output.WriteByte((byte)(tensor.RequiresGrad ? 0x88 : 0x89));
            SaveEmptyOrderedDict();
            _output.Write("tR"u8);
        }

        Put(tensor);
    }

    private void SaveSizes(IReadOnlyList<int> sizes)
    {
        _output.WriteByte((byte)'(');
        foreach (var size in sizes) SaveInteger(size);
        _output.WriteByte((byte)'t');
    }

    private void SaveGlobal(string module, string name)
    {
        var text = $"c{module}\n{name}\n";
        if (TryGet(text)) return;
        _output.Write(Encoding.ASCII.GetBytes(text));
        Put(text);
    }

    private void SaveInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (value >= 0 && value <= byte.MaxValue) _output.Write([(byte)'K', (byte)value]);
        else if (value >= int.MinValue && value <= int.MaxValue)
        {
            _output.WriteByte((byte)'J');
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value);
            _output.Write(bytes);
        }
        else
        {
            var digits = value.ToByteArray();
            if (digits.Length <= byte.MaxValue) _output.Write([0x8a, (byte)digits.Length]);
            else
            {
                _output.WriteByte(0x8b);
                BinaryPrimitives.WriteInt32LittleEndian(bytes, digits.Length);
                _output.Write(bytes);
            }

            _output.Write(digits);
        }
    }

    private void SaveFloat(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        _output.WriteByte((byte)'G');
        _output.Write(bytes);
    }

    private void SaveText(string value)
    {
        if (TryGet("'" + value)) return;
        var bytes = Encoding.UTF8.GetBytes(value);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _output.WriteByte((byte)'X');
        _output.Write(length);
        _output.Write(bytes);
        Put("'" + value);
    }

    /// <summary>Protocol 2 has no bytes; Python writes them as a text that is encoded again.</summary>
    private void SaveBytes(byte[] value)
    {
        SaveGlobal("_codecs", "encode");
        SaveText(Encoding.Latin1.GetString(value));
        SaveText("latin1");
        _output.Write([0x86, (byte)'R']);
    }

    private bool TryGet(object key)
    {
        if (!_memo.TryGetValue(key, out var index)) return false;
        WriteIndexed((byte)'h', (byte)'j', index);
        return true;
    }

    private void Put(object key)
    {
        var index = (uint)_memo.Count;
        _memo[key] = index;
        WriteIndexed((byte)'q', (byte)'r', index);
    }

    private void WriteIndexed(byte narrow, byte wide, uint index)
    {
        if (index <= byte.MaxValue)
        {
            _output.Write([narrow, (byte)index]);
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, index);
        _output.WriteByte(wide);
        _output.Write(bytes);
    }

    /// <summary>Texts are equal by value, all else by identity.</summary>
    private sealed class ByReferenceOrText : IEqualityComparer<object>
    {
        public new bool Equals(object? a, object? b) => ReferenceEquals(a, b) || (a is string x && b is string y && x == y);

        public int GetHashCode(object value) =>
            value is string text ? text.GetHashCode(StringComparison.Ordinal) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
    }
}

using System.Numerics;

namespace Autograd.IO;

/// <summary>
/// Runs a pickle, which is a program for a machine with a stack: the opcodes of protocols 0 to 5 that numbers, texts and
/// containers are made of. What it names and calls is looked up in <see cref="PickleGlobals"/> and is part of the reader;
/// a pickle can run nothing else.
/// </summary>
/// <remarks>
/// Every opcode makes at most one object, and copies that a pickle asks for repeatedly are counted
/// (<see cref="Charge"/>), so time and memory are in proportion to the bytes of the pickle. Objects that occur twice are
/// shared and not copied. Cycles and deep nesting are refused at the end (<see cref="PickleCheck"/>).
/// </remarks>
internal sealed partial class Unpickler
{
    private const int LongestInteger = 4096;
    private const long CopiesPerByte = 4;

    private readonly PickleInput _input;
    private readonly TorchStorages? _storages;
    private readonly List<PickleValue> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, PickleValue> _memo = [];
    private long _at;
    private long _budget;

    /// <summary>Makes a machine for one pickle.</summary>
    /// <param name="input">The pickle.</param>
    /// <param name="storages">The storages of tensors; null where a pickle may have none.</param>
    public Unpickler(PickleInput input, TorchStorages? storages)
    {
        _input = input;
        _storages = storages;
        _budget = CopiesPerByte * (input.Remaining + 256);
    }

    /// <summary>Runs the pickle up to its end, and returns the value that it made.</summary>
    public PickleValue Load()
    {
        while (true)
        {
            _at = _input.Position;
            var opcode = _input.ReadByte();
            if (opcode == '.') break;
            if (!RunScalar(opcode) && !RunContainer(opcode) && !RunStack(opcode) && !RunCall(opcode)) throw Refused(opcode);
        }

        var result = Pop();
        PickleCheck.Run(result, Damaged, Unsupported);
        return result;
    }

    private bool RunScalar(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': Push(PickleScalar.None); return true;
            case 0x88: Push(PickleScalar.Of(true)); return true;
            case 0x89: Push(PickleScalar.Of(false)); return true;
            case (byte)'J': Push(PickleScalar.Of((long)_input.ReadInt32())); return true;
            case (byte)'K': Push(PickleScalar.Of((long)_input.ReadByte())); return true;
            case (byte)'M': Push(PickleScalar.Of((long)_input.ReadUInt16())); return true;
            case (byte)'G': Push(PickleScalar.Of(_input.ReadDouble())); return true;
            case 0x8a: Push(Integer(_input.ReadByte())); return true;
            case 0x8b: Push(Integer(_input.ReadInt32())); return true;
            case (byte)'X': Push(PickleScalar.Of(_input.ReadText(_input.ReadUInt32()))); return true;
            case 0x8c: Push(PickleScalar.Of(_input.ReadText(_input.ReadByte()))); return true;
            case 0x8d: Push(PickleScalar.Of(_input.ReadText(_input.ReadInt64()))); return true;
            case (byte)'B': Push(Bytes(_input.ReadUInt32())); return true;
            case (byte)'C': Push(Bytes(_input.ReadByte())); return true;
            case 0x8e or 0x96: Push(Bytes(_input.ReadInt64())); return true;
            case (byte)'T': Push(PickleScalar.Of(PickleLiterals.OldText(_input.Read(_input.ReadInt32())))); return true;
            case (byte)'U': Push(PickleScalar.Of(PickleLiterals.OldText(_input.Read(_input.ReadByte())))); return true;
            case (byte)'F': Push(PickleScalar.Of(PickleLiterals.Float(_input.ReadLine(), Damaged))); return true;
            case (byte)'I': Push(PickleLiterals.IntegerOrFlag(_input.ReadLine(), Damaged)); return true;
            case (byte)'L': Push(PickleScalar.Of(PickleLiterals.Long(_input.ReadLine(), Damaged))); return true;
            case (byte)'S': Push(PickleScalar.Of(PickleLiterals.Quoted(_input.ReadLine(), Damaged))); return true;
            case (byte)'V': Push(PickleScalar.Of(PickleLiterals.Escaped(_input.ReadLine(), Damaged))); return true;
            default: return false;
        }
    }

    private bool RunStack(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                var protocol = _input.ReadByte();
                if (protocol > 5) throw Damaged($"protocol {protocol} is unknown; 0 to 5 are read");
                return true;
            case 0x95: _input.ReadInt64(); return true;
            case (byte)'(': _marks.Add(_stack.Count); return true;
            case (byte)'0': PopOrMark(); return true;
            case (byte)'1': PopToMark(); return true;
            case (byte)'2': Push(Top()); return true;
            case (byte)'p': _memo[PickleLiterals.Index(_input.ReadLine(), Damaged)] = Top(); return true;
            case (byte)'q': _memo[_input.ReadByte()] = Top(); return true;
            case (byte)'r': _memo[_input.ReadUInt32()] = Top(); return true;
            case 0x94: _memo[_memo.Count] = Top(); return true;
            case (byte)'g': PushMemo(PickleLiterals.Index(_input.ReadLine(), Damaged)); return true;
            case (byte)'h': PushMemo(_input.ReadByte()); return true;
            case (byte)'j': PushMemo(_input.ReadUInt32()); return true;
            default: return false;
        }
    }

    private void PushMemo(long index) => Push(
        _memo.TryGetValue(index, out var value) ? value : throw Damaged($"nothing was stored under number {index}"));

    private PickleScalar Integer(int length)
    {
        if (length is < 0 or > LongestInteger) throw Damaged($"an integer of {length} bytes, where at most {LongestInteger} are read");
        return PickleScalar.Of(new BigInteger(_input.Read(length)));
    }

    private PickleScalar Bytes(long length) => PickleScalar.Of(_input.Read(length).ToArray());

    private void Push(PickleValue value) => _stack.Add(value);

    private PickleValue Top()
    {
        if (_stack.Count <= LastMark) throw Damaged("the stack is empty");
        return _stack[^1];
    }

    private PickleValue Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private void PopOrMark()
    {
        if (_marks.Count > 0 && _stack.Count == LastMark) _marks.RemoveAt(_marks.Count - 1);
        else Pop();
    }

    private int LastMark => _marks.Count > 0 ? _marks[^1] : 0;

    private List<PickleValue> PopToMark()
    {
        if (_marks.Count == 0) throw Damaged("there is no mark on the stack");
        var start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        var items = _stack.GetRange(start, _stack.Count - start);
        _stack.RemoveRange(start, items.Count);
        return items;
    }

    /// <summary>Counts items that are copied from one object to another, which a pickle could ask for without end.</summary>
    private void Charge(long items)
    {
        _budget -= items;
        if (_budget < 0) throw Damaged("the pickle copies the same items again and again");
    }

    private InvalidDataException Damaged(string problem) => _input.Context.Damaged($"{_input.Name}: {problem}", _at);

    private NotSupportedException Unsupported(string problem) => _input.Context.Unsupported($"{_input.Name}: {problem}", _at);

    private Exception Refused(byte opcode)
    {
        var name = opcode switch
        {
            (byte)'i' => "INST",
            (byte)'o' => "OBJ",
            (byte)'P' => "PERSID",
            0x82 => "EXT1",
            0x83 => "EXT2",
            0x84 => "EXT4",
            0x8f => "EMPTY_SET",
            0x90 => "ADDITEMS",
            0x91 => "FROZENSET",
            0x92 => "NEWOBJ_EX",
            0x97 => "NEXT_BUFFER",
            0x98 => "READONLY_BUFFER",
            _ => null,
        };
        return name is null
            ? Damaged($"byte 0x{opcode:x2} is no opcode of a pickle")
            : Unsupported(
                $"opcode {name} makes what is no tensor, number, text or container of them; save model.state_dict() instead of the model, and "
                + "plain values instead of other objects");
    }
}

namespace Autograd.IO;

/// <content>Lists, tuples and dictionaries.</content>
internal sealed partial class Unpickler
{
    private bool RunContainer(byte opcode)
    {
        switch (opcode)
        {
            case (byte)']': Push(new PickleList()); return true;
            case (byte)'}': Push(new PickleDict()); return true;
            case (byte)')': Push(new PickleList(PickleKind.Tuple)); return true;
            case (byte)'l': Push(new PickleList(PickleKind.List, PopToMark())); return true;
            case (byte)'t': Push(new PickleList(PickleKind.Tuple, PopToMark())); return true;
            case 0x85: PushTuple(1); return true;
            case 0x86: PushTuple(2); return true;
            case 0x87: PushTuple(3); return true;
            case (byte)'d':
                var items = PopToMark();
                var dict = new PickleDict();
                SetItems(dict, items);
                Push(dict);
                return true;
            case (byte)'a':
                var item = Pop();
                TopList().Add(item);
                return true;
            case (byte)'e':
                var added = PopToMark();
                var list = TopList();
                foreach (var value in added) list.Add(value);
                return true;
            case (byte)'s':
                var (last, key) = (Pop(), Pop());
                SetItem(TopDict(), key, last);
                return true;
            case (byte)'u':
                var pairs = PopToMark();
                SetItems(TopDict(), pairs);
                return true;
            default: return false;
        }
    }

    private void PushTuple(int count)
    {
        var items = new List<PickleValue>(count);
        for (var i = 0; i < count; i++) items.Add(Pop());
        items.Reverse();
        Push(new PickleList(PickleKind.Tuple, items));
    }

    private PickleList TopList() => Top() is PickleList { Kind: PickleKind.List } list
        ? list
        : throw Damaged($"an item is appended to {PickleText.Short(Top())}, which is no list");

    private PickleDict TopDict() => Top() as PickleDict
        ?? throw Damaged($"an entry is added to {PickleText.Short(Top())}, which is no dictionary");

    private void SetItems(PickleDict dict, List<PickleValue> items)
    {
        if (items.Count % 2 != 0) throw Damaged($"{items.Count} keys and values do not make pairs");
        for (var i = 0; i < items.Count; i += 2) SetItem(dict, items[i], items[i + 1]);
    }

    private void SetItem(PickleDict dict, PickleValue key, PickleValue value)
    {
        if (key is not PickleScalar { IsKey: true } scalar)
            throw Unsupported($"{PickleText.Short(key)} is the key of a dictionary; only texts, numbers, booleans and None can be");
        dict.Set(scalar, value);
    }
}

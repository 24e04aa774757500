using System.Numerics;

namespace Autograd.IO.Tests.Torch;

/// <summary>Values convert to and fro, and say what they are when they are asked for something else.</summary>
public class PickleValueTests
{
    [Test]
    public void Values_convert_to_and_fro()
    {
        var tensor = Tensor.Ones(2);
        Assert.That((bool)(PickleValue)true, Is.True);
        Assert.That((int)(PickleValue)5, Is.EqualTo(5));
        Assert.That((long)(PickleValue)(1L << 40), Is.EqualTo(1L << 40));
        Assert.That((double)(PickleValue)0.5, Is.EqualTo(0.5));
        Assert.That((double)(PickleValue)5, Is.EqualTo(5.0));
        Assert.That((double)(PickleValue)BigInteger.Pow(2, 100), Is.EqualTo(Math.Pow(2, 100)));
        Assert.That((string?)(PickleValue)"x", Is.EqualTo("x"));
        Assert.That((byte[]?)(PickleValue)new byte[] { 1 }, Is.EqualTo(new byte[] { 1 }));
        Assert.That((Tensor?)(PickleValue)tensor, Is.SameAs(tensor));
        Assert.That((string?)PickleValue.None, Is.Null);
        Assert.That((Tensor?)PickleValue.None, Is.Null);
        Assert.That((byte[]?)PickleValue.None, Is.Null);
        Assert.That(((PickleValue)(string?)null).Kind, Is.EqualTo(PickleKind.None));
        Assert.That(((PickleValue)(OrderedDictionary<string, Tensor>?)null).Kind, Is.EqualTo(PickleKind.None));
        Assert.That(((PickleValue)new OrderedDictionary<string, Tensor> { ["a"] = tensor }).ToStateDict()["a"], Is.SameAs(tensor));
    }

    [Test]
    public void Text_is_Pythons()
    {
        var value = new PickleDict
        {
            { "a", new PickleList { 1, 2.0, 0.5, -1e300, true, PickleValue.None, "it's" } },
            { 3, new PickleList(PickleKind.Tuple) { Tensor.Ones(2, 3) } },
            { 0.5, new PickleList(PickleKind.Tuple) { 1, new byte[3] } },
        };
        Assert.That(
            value.ToString(),
            Is.EqualTo("{'a': [1, 2.0, 0.5, -1e+300, True, None, 'it\\'s'], 3: (tensor((2, 3), dtype=torch.float32),), 0.5: (1, <3 bytes>)}"));
    }

    [Test]
    public void Messages_say_what_a_value_is()
    {
        PickleValue text = "abc";
        var dict = new PickleDict { ["model"] = new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Ones(1) }, ["epoch"] = 3 };
        Check<InvalidOperationException>(() => _ = (int)text, "PickleValue: no integer in a str, 'abc'; it must be a int: see Kind");
        Check<InvalidOperationException>(() => _ = (double)text, "PickleValue: no number in a str, 'abc'; it must be a float or int: see Kind");
        Check<InvalidOperationException>(() => _ = (bool)text, "PickleValue: no boolean in a str, 'abc'; it must be a bool: see Kind");
        Check<InvalidOperationException>(() => _ = (Tensor)text!, "PickleValue: no tensor in a str, 'abc'; it must be a Tensor: see Kind");
        Check<InvalidOperationException>(() => _ = (byte[])text!, "PickleValue: no bytes in a str, 'abc'; it must be a bytes: see Kind");
        Check<InvalidOperationException>(() => _ = (string)dict["epoch"]!, "PickleValue: no text in a int, 3; it must be a str: see Kind");
        Check<InvalidOperationException>(
            () => _ = (int)(PickleValue)(1L << 40), "PickleValue: 1099511627776 does not fit in a int, 1099511627776; it must be a int: see Kind");
        Check<InvalidOperationException>(
            () => _ = (long)(PickleValue)BigInteger.Pow(2, 64),
            "PickleValue: 18446744073709551616 does not fit in a int, 18446744073709551616; it must be a number of 64 bits: see Kind");
        Check<InvalidOperationException>(() => _ = text["a"], "PickleValue: no key \"a\" in a str, 'abc'; it must be a dict: see Kind");
        Check<InvalidOperationException>(() => text["a"] = 1, "PickleValue: no key \"a\" in a str, 'abc'; it must be a dict: see Kind");
        Check<InvalidOperationException>(() => _ = text[0], "PickleValue: no item 0 in a str, 'abc'; it must be a list, tuple or dict: see Kind");
        Check<InvalidOperationException>(() => text[0] = 1, "PickleValue: no item 0 in a str, 'abc'; it must be a list, tuple or dict: see Kind");
        Check<InvalidOperationException>(() => text.ToStateDict(), "PickleValue: no state dict in a str, 'abc'; it must be a dict: see Kind");
        Check<KeyNotFoundException>(() => _ = dict["x"], "PickleDict: there is no key 'x'; the keys are 'model', 'epoch'");
        Check<KeyNotFoundException>(() => _ = new PickleDict()[1], "PickleDict: there is no key 1; the keys are none");
        Check<InvalidOperationException>(
            () => dict.ToStateDict(),
            "ToStateDict: 'model' is a dict, and a state dict has texts as keys and tensors as values; take the part that is one: "
            + "file[\"model\"].ToStateDict()");
        Check<InvalidOperationException>(
            () => new PickleDict { ["epoch"] = 3 }.ToStateDict(),
            "ToStateDict: 'epoch' is a int, and a state dict has texts as keys and tensors as values; take the part of the file that is one");
        Check<ArgumentException>(
            () => dict.Add(new PickleList(), 1), "PickleDict: [] cannot be a key; use a text, a number, a boolean or None (Parameter 'key')");
        Check<ArgumentException>(() => dict.Add("epoch", 1), "PickleDict: the key 'epoch' is in use; set it by the indexer (Parameter 'key')");
        Check<ArgumentOutOfRangeException>(
            () => _ = new PickleList { 1, 2 }[2], "PickleList: item 2 of a list of 2; use 0 to 1 (Parameter 'index')");
        Check<ArgumentOutOfRangeException>(
            () => new PickleList { 1, 2 }[-1] = 1, "PickleList: item -1 of a list of 2; use 0 to 1 (Parameter 'index')");
        Check<ArgumentException>(
            () => _ = new PickleList(PickleKind.Dict), "PickleList: a Dict where a list is made; pass PickleKind.List or PickleKind.Tuple (Parameter 'kind')");
    }

    private static void Check<T>(Action action, string message) where T : Exception =>
        Assert.That(Assert.Throws<T>(action)!.Message, Is.EqualTo(message));
}

namespace Autograd.Data.Tests;

/// <summary>How parts of samples become parts of batches.</summary>
public class CollateTests
{
    [Test]
    public void Tensors_are_stacked() =>
        Assert.That(Text(Collate.Default<Tensor, Tensor>([Tensor.From([1, 2]), Tensor.From([3, 4])])), Is.EqualTo(Text(Tensor.From([[1, 2], [3, 4]]))));

    [Test]
    public void Numbers_keep_their_type()
    {
        Assert.That(Of<float>(1.5f, 2), Is.EqualTo(DType.Float32));
        Assert.That(Of<double>(1.5, 2), Is.EqualTo(DType.Float64));
        Assert.That(Of<long>(1, 2), Is.EqualTo(DType.Int64));
        Assert.That(Of<int>(1, 2), Is.EqualTo(DType.Int32));
        Assert.That(Of<short>(1, 2), Is.EqualTo(DType.Int16));
        Assert.That(Of<sbyte>(1, 2), Is.EqualTo(DType.Int8));
        Assert.That(Of<byte>(1, 2), Is.EqualTo(DType.UInt8));
        Assert.That(Of<bool>(true, false), Is.EqualTo(DType.Bool));

        static DType Of<T>(T first, T second) where T : unmanaged
        {
            var batch = Collate.Default<T, Tensor>([first, second]);
            Assert.That(batch.ToArray<T>(), Is.EqualTo(new[] { first, second }));
            return batch.DType;
        }
    }

    [Test]
    public void Strings_become_an_array_or_a_list()
    {
        Assert.That(Collate.Default<string, string[]>(["a", "b"]), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Collate.Default<string, IReadOnlyList<string>>(["a", "b"]), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Collate.Default<string, List<string>>(["a", "b"]), Is.EqualTo(new List<string> { "a", "b" }));
    }

    [Test]
    public void Tuples_are_collated_part_by_part_and_may_be_nested()
    {
        var (x, (y, name)) = Collate.Default<(Tensor, (int, string)), (Tensor, (Tensor, string[]))>(
            [(Tensor.From([1f]), (7, "a")), (Tensor.From([2f]), (8, "b"))]);
        Assert.That(x.Shape, Is.EqualTo(Shape.Create(2, 1)));
        Assert.That(y.ToArray<int>(), Is.EqualTo(new[] { 7, 8 }));
        Assert.That(name, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Records_become_records_by_the_names_of_their_members()
    {
        var batch = Collate.Default<Sample, Batch>([new(Tensor.Zeros(3), 1, new(5)), new(Tensor.Ones(3), 2, new(6))]);
        Assert.That(batch.Image.Shape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(batch.Label.ToArray<long>(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(batch.Point.X.ToArray<double>(), Is.EqualTo(new double[] { 5, 6 }));
        var pair = Collate.Default<Pair, Pair>([new(Tensor.Zeros(2), Tensor.Ones(1)), new(Tensor.Zeros(2), Tensor.Ones(1))]);
        Assert.That((pair.A.Shape, pair.B.Shape), Is.EqualTo((Shape.Create(2, 2), Shape.Create(2, 1))));
    }

    [Test]
    public void Arrays_and_lists_are_collated_part_by_part()
    {
        var arrays = Collate.Default<Tensor[], Tensor[]>([[1, 2], [3, 4]]);
        Assert.That(arrays.Select(Text), Is.EqualTo(new[] { Text(Tensor.From([1, 3])), Text(Tensor.From([2, 4])) }));
        var lists = Collate.Default<List<string>, List<string[]>>([["a", "b"], ["c", "d"]]);
        Assert.That(lists, Is.EqualTo(new List<string[]> { new[] { "a", "c" }, new[] { "b", "d" } }));
    }

    [Test]
    public void Arrays_of_numbers_become_one_tensor()
    {
        Assert.That(Collate.Default<float[], Tensor>([[1, 2], [3, 4]]).Shape, Is.EqualTo(Shape.Create(2, 2)));
        var pictures = Collate.Default<byte[,], Tensor>([new byte[,] { { 1, 2, 3 } }, new byte[,] { { 4, 5, 6 } }]);
        Assert.That(pictures.Shape, Is.EqualTo(Shape.Create(2, 1, 3)));
        Assert.That(pictures.ToArray<byte>(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Dictionaries_keep_their_keys()
    {
        var batch = Collate.Default<Dictionary<string, long>, Dictionary<string, Tensor>>([new() { ["a"] = 1, ["b"] = 2 }, new() { ["b"] = 4, ["a"] = 3 }]);
        Assert.That(batch["a"].ToArray<long>(), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(batch["b"].ToArray<long>(), Is.EqualTo(new long[] { 2, 4 }));
        var mixed = Collate.Default<Dictionary<string, object>, Dictionary<string, object>>(
            [new() { ["x"] = Tensor.Zeros(2), ["name"] = "a", ["n"] = 1L, ["part"] = new Dictionary<string, object> { ["v"] = new[] { 1f, 2f } } },
             new() { ["x"] = Tensor.Zeros(2), ["name"] = "b", ["n"] = 2L, ["part"] = new Dictionary<string, object> { ["v"] = new[] { 1f, 2f } } }]);
        Assert.That(((Tensor)mixed["x"]).Shape, Is.EqualTo(Shape.Create(2, 2)));
        Assert.That(mixed["name"], Is.EqualTo(new[] { "a", "b" }));
        Assert.That(((Tensor)mixed["n"]).DType, Is.EqualTo(DType.Int64));
        Assert.That(((Tensor)((Dictionary<string, object>)mixed["part"])["v"]).Shape, Is.EqualTo(Shape.Create(2, 2)));
    }

    [Test]
    public void What_has_no_default_is_refused_when_the_loader_is_made()
    {
        Refused(() => new DataLoader<int>([1]), "Collate: no default makes int of samples of int; a batch of them is Tensor: name that type, or pass a collateFn");
        Refused(() => new DataLoader<string>(["a"]), "Collate: no default makes string of samples of string; a batch of them is string[]: name that type, or pass a collateFn");
        Refused(() => new DataLoader<(Tensor, int), (Tensor, int)>([]), "Collate: no default makes int of samples of int; a batch of them is Tensor: name that type, or pass a collateFn");
        Refused(() => new DataLoader<decimal, Tensor>([1m]), "Collate: no default makes Tensor of samples of decimal; pass a collateFn");
        Refused(() => new DataLoader<(Tensor, Tensor), Tensor[]>([]), "Collate: no default makes Tensor[] of samples of (Tensor, Tensor); pass a collateFn");
        Refused(() => new DataLoader<Dictionary<string, byte[]>, List<int>>([]),
            "Collate: no default makes List<int> of samples of Dictionary<string, byte[]>; pass a collateFn");
    }

    [Test]
    public void Samples_that_do_not_fit_each_other_are_refused()
    {
        Refused(() => Collate.Default<Tensor, Tensor>([]), "Collate: no sample; pass at least one (Parameter 'samples')");
        Refused(() => Collate.Default<Tensor[], Tensor[]>([[1], [1, 2]]),
            "Collate: sample 1 has a list of 2 parts, and sample 0 one of 1; make them of one length, or pass a collateFn");
        Refused(() => Collate.Default<Dictionary<string, long>, Dictionary<string, Tensor>>([new() { ["a"] = 1 }, new() { ["b"] = 1 }]),
            "Collate: sample 1 has a dictionary with no key a, and sample 0 with one; give all the same keys, or pass a collateFn");
        Refused(() => Collate.Default<Dictionary<string, long>, Dictionary<string, Tensor>>([new() { ["a"] = 1 }, []]),
            "Collate: sample 1 has a dictionary with 0 keys, and sample 0 with 1; give all the same keys, or pass a collateFn");
        Refused(() => Collate.Default<object, object>([1, "a"]),
            "Collate: sample 1 has a string where sample 0 has a int; make them of one type, or pass a collateFn");
        Refused(() => Collate.Default<object, object>([1m]), "Collate: no default makes a batch of samples of decimal; pass a collateFn");
        Refused(() => Collate.Default<(string, Tensor), (string[], Tensor)>([("a", 1), (null!, 2)]),
            "Collate: sample 1 is null, or has a part that is null; pass a collateFn that knows what to do with it");
    }

    [Test]
    public void Sequences_are_padded_and_their_lengths_kept()
    {
        var (padded, lengths) = Collate.PadSequence([Tensor.From([1, 2, 3]), Tensor.From([4])], paddingValue: -1);
        Assert.That(Text(padded), Is.EqualTo(Text(Tensor.From([[1, 2, 3], [4, -1, -1]]))));
        Assert.That(lengths.ToArray<long>(), Is.EqualTo(new long[] { 3, 1 }));
        (Tensor, long)[] samples = [(Tensor.From([1, 2]), 5), (Tensor.From([3]), 6)];
        var loader = new DataLoader<(Tensor, long), (Tensor, Tensor, Tensor)>(samples, 2, collateFn: batch => Collate.PadSequence(batch, batchFirst: false));
        var (columns, _, labels) = loader.Single();
        Assert.That(Text(columns), Is.EqualTo(Text(Tensor.From([[1, 3], [2, 0]]))));
        Assert.That(labels.ToArray<long>(), Is.EqualTo(new long[] { 5, 6 }));
    }

    private static string Text(Tensor tensor) => $"{tensor}";

    private static void Refused(Action action, string message) =>
        Assert.That(() => action(), Throws.ArgumentException.With.Message.EqualTo(message));

    public sealed record Sample(Tensor Image, long Label, Point<double> Point);

    public sealed record Batch(Tensor Image, Tensor Label, Point<Tensor> Point);

    public readonly record struct Point<T>(T X);

    public sealed record Pair(Tensor A, Tensor B);
}

namespace Autograd.IO.Tests;

/// <summary>What is written comes back, bit for bit, for every type, many shapes and every layout.</summary>
public class RoundTripTests
{
    private static readonly int[][] _shapes = [[], [0], [1], [5], [2, 3], [3, 1, 2], [2, 0, 3], [3, 4, 5], [1, 1, 1, 1, 2]];

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors()
    {
        var random = new Random(1);
        foreach (var type in Elements.Types)
        {
            foreach (var shape in _shapes)
                foreach (var (layout, view) in Elements.Layouts(Elements.Random(random, type, shape)))
                    yield return ($"{type} {Shape.Create(shape)} {layout}", view);

            // More than the blocks in which elements are read and written, and not a multiple of them.
            var large = Elements.Random(random, type, 3, (1 << 20) / type.ItemSize() / 2 + 7);
            yield return ($"{type} large", large);
            yield return ($"{type} large, transposed", large.Permute(1, 0));
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> OfNumPy() => Tensors().Where(pair => pair.Tensor.DType != DType.BFloat16);

    [Test]
    public void Arrays()
    {
        foreach (var (name, tensor) in OfNumPy())
        {
            var stream = new MemoryStream();
            IO.NumPy.Save(tensor, stream);
            stream.Position = 0;
            Elements.AreSame(IO.NumPy.Load(stream), tensor, name);
            Assert.That(stream.Position, Is.EqualTo(stream.Length), name);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Archives(bool isCompressed)
    {
        var tensors = new OrderedDictionary<string, Tensor>(OfNumPy().Select(pair => KeyValuePair.Create(pair.Name, pair.Tensor)));
        var stream = new MemoryStream();
        if (isCompressed) IO.NumPy.SaveZCompressed(tensors, stream);
        else IO.NumPy.SaveZ(tensors, stream);
        stream.Position = 0;
        var loaded = IO.NumPy.LoadZ(stream);
        Assert.That(loaded.Keys, Is.EqualTo(tensors.Keys));
        foreach (var (name, tensor) in tensors) Elements.AreSame(loaded[name], tensor, name);
    }

    [Test]
    public void SafeTensors_files()
    {
        var tensors = new OrderedDictionary<string, Tensor>(Tensors().Select(pair => KeyValuePair.Create(pair.Name, pair.Tensor)));
        var stream = new MemoryStream();
        IO.SafeTensors.Save(tensors, new OneWayStream(stream));
        stream.Position = 0;
        var loaded = IO.SafeTensors.Load(new OneWayStream(stream, 100_000));
        Assert.That(loaded.Keys, Is.EquivalentTo(tensors.Keys));
        foreach (var (name, tensor) in tensors) Elements.AreSame(loaded[name], tensor, name);
    }
}

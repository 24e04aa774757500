using Autograd.Kernels;

namespace Autograd.Tests;

public class BytesToFloatingTests
{
    [Test]
    public void Every_byte_at_every_place([Values(0, 1, 7, 8, 15, 16, 31, 63, 64, 65, 127, 256, 1000)] int length)
    {
        var x = new byte[length];
        for (var i = 0; i < length; i++) x[i] = (byte)(i * 37 + 200);
        var single = new float[length];
        var twice = new double[length];

        BytesToFloating.Single(x, single);
        BytesToFloating.Double(x, twice);

        Assert.That(single, Is.EqualTo(x.Select(v => (float)v)));
        Assert.That(twice, Is.EqualTo(x.Select(v => (double)v)));
    }

    [Test]
    public void A_matrix_of_bytes_times_doubles_is_what_its_doubles_give()
    {
        var bytes = Tensor.RandInt(0, 256, [5, 7], DType.UInt8, new Generator(1));
        var w = Tensor.RandN([7, 3], DType.Float64, new Generator(2), requiresGrad: true);
        var product = bytes.MatMul(w);
        Assert.That(product.ToArray<double>(), Is.EqualTo(bytes.Double().MatMul(w).ToArray<double>()));
        product.Sum().Backward();
        var expected = bytes.Double().T.MatMul(Tensor.Ones([5, 3], DType.Float64));
        Assert.That(w.Grad!.ToArray<double>(), Is.EqualTo(expected.ToArray<double>()));
        Assert.That(bytes.T.MatMul(bytes[..5, ..3].Float()).DType, Is.EqualTo(DType.Float32));
    }
}

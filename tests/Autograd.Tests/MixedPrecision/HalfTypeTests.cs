using System.Runtime.InteropServices;
using System.Text.Json;
using Autograd.Tests.Errors;
using Autograd.Tests.NN;

namespace Autograd.Tests.MixedPrecision;

/// <summary>Promotion, conversion, printing and random numbers of Float16 and BFloat16, beside PyTorch's.</summary>
[NonParallelizable]
public class HalfTypeTests
{
    private static readonly JsonElement _data = Fixture.Load("half.json");

    private static readonly DType[] _types = [DType.Float16, DType.BFloat16];

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => new FInfo(DType.Int32), "FInfo: Int32 is not floating; use a floating type (Parameter 'dtype')"),
        Mistake.State(() => Tensor.From(70000.0).Item<Half>(),
            "Item: 70000.0 of this Float32 tensor is no Float16; ask for a type that holds it, or convert with To(DType.Float16) first"),
        Mistake.Argument(() => Linalg.Inv(Tensor.Eye(2, dtype: DType.Float16)),
            "Inv: a tensor of type Float16; it must be Float32 or Float64; convert it with To(DType.Float64)"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [Test]
    public void All_pairs_of_types_promote_as_in_PyTorch()
    {
        foreach (var row in _data.GetProperty("promotion").EnumerateArray())
        {
            var names = row.EnumerateArray().Select(name => HalfBits.TypeNamed(name.GetString()!)).ToArray();
            var (a, b) = (names[0], names[1]);
            Assert.That(DTypes.Promote(a, b), Is.EqualTo(names[2]), $"{a}, {b}");
            Assert.That(DTypes.ResultType(a, false, b, true), Is.EqualTo(names[3]), $"{a}, 0-d {b}");
            var x = Tensor.Ones([2], a);
            Assert.That((x * Tensor.Ones([2], b)).DType, Is.EqualTo(names[2]), $"{a} * {b}");
            Assert.That(((x * 2).DType, (x * 2.5).DType), Is.EqualTo((names[4], names[5])), $"{a} and numbers");
        }
    }

    [TestCaseSource(nameof(_types))]
    public void Conversions_round_as_PyTorchs(DType dtype)
    {
        var data = _data.GetProperty("conversion");
        Tensor[] sources =
        [
            Tensor.From<float>(data.GetProperty("single").Numbers<float>().AsSpan()),
            Tensor.From<double>(data.GetProperty("double").Numbers<double>().AsSpan()),
            Tensor.From<long>(data.GetProperty("int64").Numbers<long>().AsSpan()),
        ];
        var expected = data.GetProperty(dtype.TorchName()).EnumerateArray().Select(HalfBits.Read).ToArray();
        for (var i = 0; i < sources.Length; i++)
        {
            Assert.That(
                HalfBits.Canonical(HalfBits.Of(sources[i].To(dtype)), dtype), Is.EqualTo(HalfBits.Canonical(expected[i], dtype)), sources[i].DType.ToString());

            // A number at a time takes the path that is not vectorized.
            var one = sources[i].ToArray<double>().Length - 1;
            Assert.That(HalfBits.Of(sources[i][one].To(dtype)), Is.EqualTo(HalfBits.Of(sources[i].To(dtype)[one])));
        }

        var to = data.GetProperty(dtype.TorchName() + " to");
        var from = HalfBits.ToTensor(HalfBits.Read(to.GetProperty("from")), dtype);
        foreach (var entry in to.EnumerateObject().Where(entry => entry.Name != "from"))
        {
            Assert.That(
                from.To(HalfBits.TypeNamed(entry.Name)).ToArray<double>(), Is.EqualTo(entry.Value.EnumerateArray().Select(x => x.GetDouble())), entry.Name);
        }
    }

    [Test]
    public void Every_pattern_of_bits_survives_Float32_and_back([ValueSource(nameof(_types))] DType dtype, [Values] bool vectorized)
    {
        var bits = new ushort[1 << 16];
        for (var i = 0; i < bits.Length; i++) bits[i] = (ushort)i;
        var x = HalfBits.ToTensor(bits, dtype);
        var wide = x.To(DType.Float32).ToArray<float>();
        var back = vectorized
            ? HalfBits.Of(Tensor.From<float>(wide.AsSpan()).To(dtype))
            : dtype == DType.Float16
                ? MemoryMarshal.Cast<Half, ushort>(Array.ConvertAll(wide, value => (Half)value)).ToArray()
                : MemoryMarshal.Cast<BFloat16, ushort>(Array.ConvertAll(wide, value => (BFloat16)value)).ToArray();
        Assert.That(HalfBits.Canonical(back, dtype), Is.EqualTo(HalfBits.Canonical(bits, dtype)));

        // Between neighbours, all floats round to the nearer one.
        for (var i = 1; i < 0x7b00; i++)
        {
            var (low, high) = ((double)wide[i], (double)wide[i + 1]);
            var middle = (low + high) / 2;
            Assert.That((float)middle, Is.EqualTo(middle));
            var even = i % 2 == 0 ? i : i + 1;
            if (HalfBits.Of(Tensor.From(middle).To(dtype))[0] != even) Assert.Fail($"a tie at {i}");
            if (i % 64 == 0)
            {
                Assert.That(HalfBits.Of(Tensor.From(MathF.BitDecrement((float)middle)).To(dtype))[0], Is.EqualTo(i));
                Assert.That(HalfBits.Of(Tensor.From(MathF.BitIncrement((float)middle)).To(dtype))[0], Is.EqualTo(i + 1));
            }
        }
    }

    [Test]
    public void Prints_as_PyTorch()
    {
        foreach (var row in _data.GetProperty("printing").EnumerateArray())
        {
            var shape = Shape.Create([.. row.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
            var x = HalfBits.ToTensor(HalfBits.Read(row.GetProperty("bits")), HalfBits.TypeNamed(row.GetProperty("dtype").GetString()!), shape);
            Assert.That(x.ToString(), Is.EqualTo(row.GetProperty("text").GetString()));
        }

        Assert.That(Tensor.From([0.1, 2.5], DType.Float16).ToNumPyRepr(), Is.EqualTo("array([0.1, 2.5], dtype=float16)"));
        Assert.That(Tensor.From(0.1, DType.Float16).ToNumPyString(), Is.EqualTo("0.1"));
        Assert.That($"{Tensor.From(2.5, DType.BFloat16):F2}", Is.EqualTo("2.50"));
    }

    [Test]
    public void Draws_PyTorchs_numbers()
    {
        foreach (var row in _data.GetProperty("random").EnumerateArray())
        {
            var (name, count) = (row.GetProperty("name").GetString()!, row.GetProperty("count").GetInt32());
            var dtype = HalfBits.TypeNamed(row.GetProperty("dtype").GetString()!);
            Generator.ManualSeed(11);
            var x = name switch
            {
                "rand" => Tensor.Rand([count], dtype),
                "randn" => Tensor.RandN([count], dtype),
                "uniform" => Tensor.Empty([count], dtype).UniformInPlace(-1.5, 2),
                "normal" => Tensor.Empty([count], dtype).NormalInPlace(1, 0.5),
                "arange" => Tensor.Arange(count, dtype),
                "linspace" => Tensor.Linspace(-1, 2, count, dtype),
                _ => Tensor.Empty([count], dtype).RandomInPlace(),
            };
            Assert.That(HalfBits.Of(x), Is.EqualTo(HalfBits.Read(row.GetProperty("bits"))), $"{name}, {dtype}, {count}");
        }
    }

    [Test]
    public void Limits_are_those_of_finfo()
    {
        Assert.That((new FInfo(DType.Float16).Max, new FInfo(DType.Float16).Eps, new FInfo(DType.Float16).Tiny), Is.EqualTo((65504.0, 1.0 / 1024, 1.0 / 16384)));
        var info = new FInfo(DType.BFloat16);
        Assert.That((info.Bits, info.Eps, info.Tiny, info.Resolution), Is.EqualTo((16, 1.0 / 128, Math.ScaleB(1, -126), 0.01)));
        Assert.That((info.Max, info.Min), Is.EqualTo((3.3895313892515355e38, -3.3895313892515355e38)));
        Assert.That((new FInfo().Max, new FInfo(DType.Float64).Max), Is.EqualTo(((double)float.MaxValue, double.MaxValue)));
    }
}

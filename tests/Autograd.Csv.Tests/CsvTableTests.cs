using System.Text;

namespace Autograd.Csv.Tests;

public sealed class CsvTableTests
{
    private const string Iris = "length,width,species\n5.1,3.5,setosa\n7.0,3.2,versicolor\n6.3,3.3,virginica\n4.9,3.0,setosa\n";

    [Test]
    public void Columns_side_by_side_are_a_matrix()
    {
        var table = Parse(Iris);
        var x = table.ToTensor(["width", "length"], DType.Float32);
        Assert.That(x.Shape, Is.EqualTo(Shape.Create(4, 2)));
        Assert.That(x.DType, Is.EqualTo(DType.Float32));
        Assert.That(x.ToArray<float>(), Is.EqualTo(new[] { 3.5f, 5.1f, 3.2f, 7.0f, 3.3f, 6.3f, 3.0f, 4.9f }));
    }

    [Test]
    public void Types_of_columns_are_promoted()
    {
        Assert.That(Parse("a,b\n1,0.5\n").ToTensor().DType, Is.EqualTo(DType.Float64));
        Assert.That(Parse("a,b\n1,True\n").ToTensor().DType, Is.EqualTo(DType.Int64));
        Assert.That(Parse(Iris).ToTensor([]).Shape, Is.EqualTo(Shape.Create(4, 0)));
    }

    [Test]
    public void Texts_are_numbered_as_they_occur_or_in_order()
    {
        var (codes, uniques) = Parse("s\nb\nNA\na\nb\n").Factorize("s");
        Assert.That(codes.ToArray<long>(), Is.EqualTo(new long[] { 0, -1, 1, 0 }));
        Assert.That(uniques, Is.EqualTo(new[] { "b", "a" }));
        (codes, uniques) = Parse("s\nb\nNA\na\nb\n").Factorize("s", sort: true);
        Assert.That(codes.ToArray<long>(), Is.EqualTo(new long[] { 1, -1, 0, 1 }));
        Assert.That(uniques, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Options_are_followed()
    {
        var text = "made by hand\nx;y;z\n1,5;2;007\n-;3;010\n9,0;4;011\n";
        var table = Parse(text, new()
        {
            SkipRows = 1,
            Separator = ';',
            Decimal = ',',
            NaValues = ["-"],
            TextCols = ["z"],
            UseCols = ["x", "z"],
            NRows = 2,
        });
        Assert.That(table.Columns, Is.EqualTo(new[] { "x", "z" }));
        Assert.That(table["x"].ToArray<double>(), Is.EqualTo(new[] { 1.5, double.NaN }));
        Assert.That(table.Strings("z"), Is.EqualTo(new[] { "007", "010" }));
    }

    [Test]
    public void Without_a_header_columns_have_numbers_or_the_names_given()
    {
        Assert.That(Parse("1,2\n3,4\n", new() { HasHeader = false }).Columns, Is.EqualTo(new[] { "0", "1" }));
        var named = Parse("1,2\n3,4\n", new() { HasHeader = false, Names = ["a", "b"] });
        Assert.That(named["b"].ToArray<long>(), Is.EqualTo(new long[] { 2, 4 }));
        Assert.That(Parse("", new() { HasHeader = false }).Count, Is.Zero);
    }

    [Test]
    public void A_missing_value_may_look_like_a_number()
    {
        var table = Parse("a\n1\n-999\n2.5\n", new() { NaValues = ["-999"] });
        Assert.That(table["a"].ToArray<double>(), Is.EqualTo(new[] { 1, double.NaN, 2.5 }));
    }

    [Test]
    public void Given_types_are_kept()
    {
        var table = Parse("a,b,c\n1,2,True\n255,3.5,False\n", new()
        {
            DTypes = new Dictionary<string, DType> { ["a"] = DType.UInt8, ["b"] = DType.Float32, ["c"] = DType.Bool },
        });
        Assert.That(table["a"].ToArray<byte>(), Is.EqualTo(new byte[] { 1, 255 }));
        Assert.That(table["b"].ToArray<float>(), Is.EqualTo(new[] { 2, 3.5f }));
        Assert.That(table["c"].ToArray<bool>(), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_file_begins_with_its_byte_order_mark_or_without()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "a,b\n1,2\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.That(CsvTable.Read(file.Path).Columns, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void What_is_written_is_read_with_the_same_bits_and_types()
    {
        Generator.ManualSeed(1);
        var (x, n, flags) = (Tensor.RandN((50, 3), DType.Float64) * 1e10, Tensor.RandInt(-5, 5, [50]), Tensor.RandN(50) > 0);
        x[0, 0] = double.NaN;
        x[1, 0] = double.PositiveInfinity;
        x[2, 0] = double.NegativeInfinity;
        x[3, 0] = 3;
        x[4, 0] = double.Epsilon;
        x[5, 0] = double.MaxValue;
        var single = Tensor.RandN(50);
        using var file = new TemporaryFile();
        CsvTable.Write(file.Path, ("x", x), ("a \"b\", c", n), ("flags", flags), ("single", single));
        var table = CsvTable.Read(file.Path, new() { DTypes = new Dictionary<string, DType> { ["single"] = DType.Float32 } });
        Assert.That(table.Columns, Is.EqualTo(new[] { "x0", "x1", "x2", "a \"b\", c", "flags", "single" }));
        Assert.That(table.ToTensor(["x0", "x1", "x2"]).ToArray<double>(), Is.EqualTo(x.ToArray<double>()));
        Assert.That(table["a \"b\", c"].ToArray<long>(), Is.EqualTo(n.ToArray<long>()));
        Assert.That(table["flags"].ToArray<bool>(), Is.EqualTo(flags.ToArray<bool>()));
        Assert.That(table["single"].ToArray<float>(), Is.EqualTo(single.ToArray<float>()));
    }

    [Test]
    public void Damaged_text_is_a_table_or_an_exception_that_is_documented()
    {
        var random = new Random(7);
        var seeds = new[] { Iris, "a,b\n1,2\n\"x\ny\",4\n", "a;b\n1,5;\n;2\n" };
        const string Signs = "\",;\n\r \t-+.eNa0123456789\0é가";
        var (read, refused) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)).Append('1');
                else if (random.Next(2) == 0) text[at] = Signs[random.Next(Signs.Length)];
                else text.Insert(at, Signs[random.Next(Signs.Length)]);
            }

            try
            {
                var table = Parse(text.ToString(), new() { Separator = random.Next(4) == 0 ? ';' : ',', HasHeader = random.Next(4) > 0 });
                foreach (var name in table.Columns)
                {
                    // Each column is one or the other, and has every row.
                    int count;
                    try
                    {
                        count = table.Strings(name).Count;
                    }
                    catch (InvalidOperationException)
                    {
                        count = table[name].Shape[0];
                    }

                    Assert.That(count, Is.EqualTo(table.Count));
                }

                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.That(Math.Min(read, refused), Is.GreaterThan(1000));
    }

    private static CsvTable Parse(string text, CsvOptions? options = null) => CsvTable.Read(new StringReader(text), options);
}

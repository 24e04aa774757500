namespace Autograd.Csv.Tests;

/// <summary>The texts of errors: what was wrong, where, and the way out.</summary>
public sealed class CsvErrorTests
{
    [TestCase("a,b\n1,2,3\n", "CsvTable.Read: line 2 has 3 fields where 2 columns are: '1,2,3'")]
    [TestCase("a,b\n\n1,2\n1\n", "CsvTable.Read: line 4 has 1 fields where 2 columns are: '1'")]
    [TestCase("a,a\n1,2\n", "CsvTable.Read: two columns are named 'a'; give Names")]
    public void Bad_tables_are_refused(string text, string message) =>
        Assert.That(() => Parse(text), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));

    [TestCase(DType.UInt8, "256", "CsvTable.Read: line 3, column 'a': '256' is no UInt8")]
    [TestCase(DType.Int8, "-129", "CsvTable.Read: line 3, column 'a': '-129' is no Int8")]
    [TestCase(DType.Int16, "40000", "CsvTable.Read: line 3, column 'a': '40000' is no Int16")]
    [TestCase(DType.Int32, "2147483648", "CsvTable.Read: line 3, column 'a': '2147483648' is no Int32")]
    [TestCase(DType.Int64, "1.5", "CsvTable.Read: line 3, column 'a': '1.5' is no Int64")]
    [TestCase(DType.Int64, "NA", "CsvTable.Read: line 3, column 'a': 'NA' is no Int64")]
    [TestCase(DType.Float32, "x", "CsvTable.Read: line 3, column 'a': 'x' is no Float32")]
    [TestCase(DType.Bool, "2", "CsvTable.Read: line 3, column 'a': '2' is no Bool")]
    public void A_field_that_does_not_fit_its_type_is_refused(DType dtype, string field, string message)
    {
        var first = dtype == DType.Bool ? "True" : "1";
        var options = new CsvOptions { DTypes = new Dictionary<string, DType> { ["a"] = dtype } };
        Assert.That(
            () => Parse($"a\n{first}\n{field}\n", options),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Options_are_checked()
    {
        Refused(new() { Separator = '"' }, "CsvTable.Read: separator '\"'; give an ASCII sign, a space or '\\t' (Parameter 'Separator')");
        Refused(new() { Separator = '\n' }, "CsvTable.Read: separator U+000A; give an ASCII sign, a space or '\\t' (Parameter 'Separator')");
        Refused(new() { Decimal = ';' }, "CsvTable.Read: decimal point ';'; give '.' or ',' (Parameter 'Decimal')");
        Refused(
            new() { Decimal = ',' },
            "CsvTable.Read: ',' is both the separator and the decimal point; give another Separator, such as ';' (Parameter 'Decimal')");
        Refused(new() { SkipRows = -1 }, "CsvTable.Read: SkipRows is -1; give 0 or more (Parameter 'SkipRows')");
        Refused(new() { NRows = -1 }, "CsvTable.Read: NRows is -1; give 0 or more (Parameter 'NRows')");
        Refused(new() { Names = ["x"] }, "CsvTable.Read: 1 Names for 2 columns: 'a', 'b'");
        Refused(new() { UseCols = ["c"] }, "CsvTable.Read: UseCols has 'c'; the columns are 'a', 'b'");
        Refused(new() { TextCols = ["c"] }, "CsvTable.Read: TextCols has 'c'; the columns are 'a', 'b'");
        Refused(
            new() { DTypes = new Dictionary<string, DType> { ["c"] = DType.Int64 } },
            "CsvTable.Read: DTypes has 'c'; the columns are 'a', 'b'");
    }

    [Test]
    public void Columns_that_are_not_there_or_of_the_other_kind_are_refused()
    {
        var table = Parse("a,b\n1,x\n");
        Assert.That(
            () => table["c"],
            Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("CsvTable.this[]: no column 'c' among 'a', 'b'"));
        Assert.That(
            () => Parse("a;b\n1;2\n")["a"],
            Throws.TypeOf<KeyNotFoundException>()
                .With.Message.EqualTo("CsvTable.this[]: no column 'a' among 'a;b'; is the Separator ';'?"));
        Assert.That(
            () => table.ToTensor(),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "CsvTable.ToTensor: column 'b' holds text, such as 'x'; use Factorize or Strings"));
        Assert.That(
            () => table.Strings("a"),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "CsvTable.Strings: column 'a' holds numbers; use table[\"a\"], or read it with TextCols"));
        Assert.That(
            () => table.Factorize("a"),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "CsvTable.Factorize: column 'a' holds numbers; use Unique of table[\"a\"], or read it with TextCols"));
    }

    [Test]
    public void Columns_that_cannot_be_written_leave_the_file_as_it_was()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "kept");
        Assert.That(
            () => CsvTable.Write(file.Path),
            Throws.ArgumentException.With.Message.EqualTo("CsvTable.Write: no column; give pairs of a name and a tensor"));
        Assert.That(
            () => CsvTable.Write(file.Path, ("x", Tensor.Zeros(2)), ("y", Tensor.Zeros(3))),
            Throws.ArgumentException.With.Message.EqualTo("CsvTable.Write: 'y' has 3 rows, 'x' has 2"));
        Assert.That(
            () => CsvTable.Write(file.Path, ("x", Tensor.From(1.0))),
            Throws.ArgumentException.With.Message.EqualTo("CsvTable.Write: 'x' has shape (); give a vector or a matrix"));
        Assert.That(File.ReadAllText(file.Path), Is.EqualTo("kept"));
    }

    private static void Refused(CsvOptions options, string message) =>
        Assert.That(() => Parse("a,b\n1,2\n", options), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));

    private static CsvTable Parse(string text, CsvOptions? options = null) => CsvTable.Read(new StringReader(text), options);
}

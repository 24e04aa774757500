using System.Globalization;
using System.Text.Json;

namespace Autograd.Csv.Tests;

/// <summary>Names, types and values are those that pandas reads.</summary>
public sealed class PandasTests
{
    private static JsonElement Fixture { get; } = Load();

    private static IEnumerable<string> Names => Fixture.EnumerateObject().Select(property => property.Name);

    [TestCaseSource(nameof(Names))]
    public void Columns_are_those_of_pandas(string name)
    {
        var fixture = Fixture.GetProperty(name);
        var table = CsvTable.Read(new StringReader(fixture.GetProperty("text").GetString()!));
        var columns = fixture.GetProperty("columns").EnumerateArray().ToArray();
        Assert.That(table.Columns, Is.EqualTo(columns.Select(column => column.GetProperty("name").GetString())));
        foreach (var column in columns)
        {
            var key = column.GetProperty("name").GetString()!;
            var values = column.GetProperty("values").EnumerateArray().Select(value => value.GetString()).ToArray();
            Assert.That(table.Count, Is.EqualTo(values.Length));
            if (column.GetProperty("dtype").GetString() == "text")
            {
                Assert.That(table.Strings(key), Is.EqualTo(values), key);
                continue;
            }

            var x = table[key];
            Assert.That(x.DType.ToString(), Is.EqualTo(column.GetProperty("dtype").GetString()), key);
            Assert.That(Texts(x), Is.EqualTo(values.Select(Value)), key);
        }
    }

    private static IEnumerable<object> Texts(Tensor x) => x.DType switch
    {
        DType.Bool => x.ToArray<bool>().Cast<object>(),
        DType.Int64 => x.ToArray<long>().Cast<object>(),
        _ => x.ToArray<double>().Cast<object>(),
    };

    private static object Value(string? text) => text switch
    {
        "True" => true,
        "False" => false,
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var integer) => integer,
        _ => double.Parse(text!, CultureInfo.InvariantCulture),
    };

    private static JsonElement Load()
    {
        using var stream = typeof(PandasTests).Assembly.GetManifestResourceStream("pandas.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}

namespace Autograd.IO;

/// <summary>The element type of a .npy file: its <c>descr</c>, such as <c>&lt;f8</c>.</summary>
/// <param name="DType">The library's type, if it has it.</param>
/// <param name="Foreign">What it can be read from as another type, if the library has not.</param>
/// <param name="IsBigEndian">True if the most significant byte of an element comes first.</param>
internal readonly record struct NpyType(DType? DType, ForeignType? Foreign, bool IsBigEndian)
{
    public int ItemSize => DType?.ItemSize() ?? Foreign!.Value.ItemSize();

    /// <summary>The type of a description.</summary>
    /// <exception cref="NotSupportedException">It is NumPy's, but no tensor has it; the message names it.</exception>
    /// <exception cref="InvalidDataException">It is not NumPy's.</exception>
    public static NpyType Parse(string descr, FileContext file, long position)
    {
        var order = descr is ['<' or '>' or '=' or '|', ..] ? descr[0] : '=';
        var code = descr.TrimStart('<', '>', '=', '|');
        var isBigEndian = order == '>' || (order == '=' && !BitConverter.IsLittleEndian);
        if (OfCode(code) is { } dtype) return new NpyType(dtype, null, isBigEndian);
        if (ForeignOfCode(code) is { } foreign) return new NpyType(null, foreign, isBigEndian);
        var kind = code.Length == 0 ? '\0' : code[0];
        var (what, way) = kind switch
        {
            'f' => ("floating-point numbers of another size", "save a.astype(np.float64)"),
            'c' => ("complex numbers", "save a.real and a.imag"),
            'S' or 'a' or 'U' => ("strings", "save an array of numbers"),
            'M' or 'm' => ("dates or times", "save a.astype(np.int64)"),
            'V' => ("bytes without a type of NumPy's", "save a.astype(np.float32)"),
            'O' => ("", ""),
            _ => throw file.Damaged($"'{descr}' is no element type of NumPy's", position),
        };
        throw file.Unsupported(
            kind == 'O'
                ? $"the elements are '{descr}' (Python objects in a pickle), which are never read; save an array of numbers"
                : $"the elements are '{descr}' ({what}), which no tensor has; {way}",
            position);
    }

    /// <summary>
    /// The description of a type, as NumPy writes it on a little-endian machine; it has none of BFloat16.
    /// </summary>
    public static string Descr(DType dtype) => dtype switch
    {
        Autograd.DType.Bool => "|b1",
        Autograd.DType.UInt8 => "|u1",
        Autograd.DType.Int8 => "|i1",
        Autograd.DType.Int16 => "<i2",
        Autograd.DType.Int32 => "<i4",
        Autograd.DType.Int64 => "<i8",
        Autograd.DType.Float16 => "<f2",
        Autograd.DType.Float32 => "<f4",
        _ => "<f8",
    };

    private static DType? OfCode(string code) => code switch
    {
        "b1" or "?" => Autograd.DType.Bool,
        "u1" => Autograd.DType.UInt8,
        "i1" => Autograd.DType.Int8,
        "i2" => Autograd.DType.Int16,
        "i4" => Autograd.DType.Int32,
        "i8" => Autograd.DType.Int64,
        "f2" => Autograd.DType.Float16,
        "f4" => Autograd.DType.Float32,
        "f8" => Autograd.DType.Float64,
        _ => null,
    };

    private static ForeignType? ForeignOfCode(string code) => code switch
    {
        "u2" => ForeignType.UInt16,
        "u4" => ForeignType.UInt32,
        "u8" => ForeignType.UInt64,
        _ => null,
    };
}

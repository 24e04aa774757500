using System.Globalization;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The value of a tensor of one element, as a double; <c>x.item()</c>. Exact for every type but Int64 beyond 2^53:
    /// see <see cref="Item{T}"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public double Item() => _dtype == DType.Float32 ? Item<float>() : Item<double>();

    /// <summary>The value of a tensor of one element as a .NET number.</summary>
    /// <typeparam name="T">One of bool, byte, sbyte, short, int, long, float and double.</typeparam>
    /// <remarks>
    /// Floating types round. A bool converts to 0 or 1, and any number but 0 to true. <c>(int)x</c> truncates toward
    /// zero, as Python's <c>int(x)</c> does.
    /// </remarks>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no element type of tensors.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor has not exactly one element, or <typeparamref name="T"/> cannot hold it: it is too large, or it is a
    /// fraction and <typeparamref name="T"/> an integer type.
    /// </exception>
    public T Item<T>() where T : unmanaged
    {
        CheckOneElement("Item");
        if (Recording.ActiveScopes != 0) Tracing.RefuseToRead("Item", this);
        return Converted<T>("Item").ReadItem<T>();
    }

    /// <summary>A copy of the elements in row-major order, as .NET numbers.</summary>
    /// <typeparam name="T">One of bool, byte, sbyte, short, int, long, float and double.</typeparam>
    /// <remarks>Converts as <see cref="Item{T}"/> does.</remarks>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no element type of tensors.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold an element.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        if (Recording.ActiveScopes != 0) Tracing.RefuseToRead("ToArray", this);
        var result = new T[Numel];
        Converted<T>("ToArray").CopyElements(result);
        return result;
    }

    /// <summary>Copies the elements in row-major order, as .NET numbers.</summary>
    /// <remarks>Converts as <see cref="Item{T}"/> does.</remarks>
    /// <exception cref="ArgumentException">
    /// <typeparamref name="T"/> is no element type of tensors, or the destination is too short.
    /// </exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold an element.</exception>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        if (destination.Length < Numel)
            throw new ArgumentException(
                $"CopyTo: {Numel} elements into a span of {destination.Length}; pass a longer one", nameof(destination));
        if (Recording.ActiveScopes != 0) Tracing.RefuseToRead("CopyTo", this);
        Converted<T>("CopyTo").CopyElements(destination[..Numel]);
    }

    /// <summary>The value of a tensor of one element; see <see cref="Item()"/>.</summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public static explicit operator double(Tensor x) => NotNull(x).Item();

    /// <summary>The value of a tensor of one element, rounded to a float.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tensor has not exactly one element, or its value is beyond a float's range.
    /// </exception>
    public static explicit operator float(Tensor x) => NotNull(x).Item<float>();

    /// <summary>The value of a tensor of one element, truncated toward zero; Python's <c>int(x)</c>.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tensor has not exactly one element, or its value is beyond an int's range.
    /// </exception>
    public static explicit operator int(Tensor x) => NotNull(x).Truncated().Item<int>();

    /// <summary>The value of a tensor of one element, truncated toward zero; Python's <c>int(x)</c>.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tensor has not exactly one element, or its value is beyond a long's range.
    /// </exception>
    public static explicit operator long(Tensor x) => NotNull(x).Truncated().Item<long>();

    /// <summary>True if the value of a tensor of one element is not 0: <c>if ((bool)mask.Any())</c>.</summary>
    /// <exception cref="InvalidOperationException">The tensor has not exactly one element.</exception>
    public static explicit operator bool(Tensor x) => NotNull(x).Item<bool>();

    private Tensor Truncated() => _dtype.IsFloatingPoint() ? Detach().Trunc() : this;

    private void CheckOneElement(string op)
    {
        if (Numel != 1)
            throw new InvalidOperationException(
                $"{op}: only a tensor of one element is a number, and this has shape {_shape}; use ToArray(), or index it first");
    }

    private T ReadItem<T>() where T : unmanaged
    {
        using var data = Read();
        return data.Buffer<T>()[_offset];
    }

    /// <summary>The elements converted to another type.</summary>
    /// <exception cref="InvalidOperationException">The type cannot hold one of them.</exception>
    private Tensor Converted<T>(string op) where T : unmanaged
    {
        var target = DTypes.Of<T>();
        if (target == _dtype) return this;
        if (target is DType.Bool or DType.Float64 || _dtype is DType.Bool) return Detached(target);
        if (!_dtype.IsFloatingPoint())
        {
            if (target.IsFloatingPoint()) return Detached(target);
            foreach (var value in Detached(DType.Int64).Contiguous().ToArray<long>())
                if (!((Scalar)value).IsRepresentableIn(target)) throw CannotHold(op, value.ToString(CultureInfo.InvariantCulture), target);
        }
        else
        {
            foreach (var value in Detached(DType.Float64).Contiguous().ToArray<double>())
                if (!((Scalar)value).IsRepresentableIn(target)) throw CannotHold(op, PythonNumber.Repr(value), target);
        }

        return Detached(target);
    }

    private InvalidOperationException CannotHold(string op, string value, DType target) =>
        new($"{op}: {value} of this {_dtype} tensor is no {target}; ask for a type that holds it, or convert with To(DType.{target}) first");

    /// <summary>Copies elements of this tensor's type.</summary>
    private void CopyElements<T>(Span<T> destination) where T : unmanaged
    {
        using var data = Read();
        if (IsContiguous) data.Span<T>().CopyTo(destination);
        else Strided.Gather(data.Buffer<T>(), _offset, _shape.Sizes, _strides, destination);
    }
}

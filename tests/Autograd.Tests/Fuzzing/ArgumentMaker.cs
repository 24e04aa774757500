using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Autograd.Tests.Fuzzing;

/// <summary>
/// Makes arguments of any type that the public API takes. Shapes of one call are relatives of each other, so that many calls go through; sizes of 0
/// and 1, numbers at the ends of their types, wrong types and shapes are among them.
/// </summary>
internal sealed class ArgumentMaker
{
    private static readonly string[] _words = ["sum", "mean", "none", "fro", "nuc", "linear", "lower", "higher", "nearest", "midpoint", "complete", ""];

    private static readonly string[] _equations =
        ["ij,jk->ik", "ij->ji", "ii", "ij,ij->i", "...i,...i->...", "i,j", "bij,bjk->bik", "->", "i->", "ij,k", "a b", "ij->ijj"];

    private readonly Random _random;
    private readonly int[] _sizes;
    private readonly DType _dtype;

    // Tensors made so far, so that one may be passed twice.
    private readonly List<TensorRecipe> _tensors = [];

    public ArgumentMaker(Random random)
    {
        _random = random;
        _sizes = new int[random.Next(5)];
        var isSquare = random.Next(3) == 0;
        for (var d = 0; d < _sizes.Length; d++) _sizes[d] = isSquare && d > 0 ? _sizes[0] : Size();

        // An index tensor of many dimensions, each large, selects more than there is time for.
        if (_sizes.Length > 2) for (var d = 0; d < _sizes.Length; d++) _sizes[d] = Math.Min(_sizes[d], 5);
        _dtype = random.Next(10) < 7 ? (DType)(6 + random.Next(2)) : AnyType();
    }

    public static bool CanMake(Type type)
    {
        if (type.IsByRef || type.IsPointer) return false;
        if (type.IsByRefLike) return type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) && CanMake(type.GetGenericArguments()[0]);
        if (Nullable.GetUnderlyingType(type) is { } underlying) return CanMake(underlying);
        if (type.IsArray) return type.GetArrayRank() == 1 && CanMake(type.GetElementType()!);
        if (type.IsEnum || type.IsPrimitive) return true;
        if (type.IsGenericType && type.IsAssignableTo(typeof(ITuple))) return type.GetGenericArguments().All(CanMake);
        if (ElementOfList(type) is { } element) return CanMake(element);
        return type == typeof(Tensor) || type == typeof(Shape) || type == typeof(Padding) || type == typeof(Scalar) || type == typeof(string) || type == typeof(TensorIndex)
            || type == typeof(Generator) || type == typeof(Index) || type == typeof(Range) || type == typeof(Func<Tensor, Tensor>);
    }

    /// <summary>A tensor to call a method on.</summary>
    public object Receiver() => MakeTensor("this");

    /// <summary>
    /// An argument for a parameter. Tensors are recipes, of which every run of the call makes its own; so are lists with tensors in them.
    /// </summary>
    public object? Make(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue && _random.Next(2) == 0) return DefaultOf(parameter);
        var type = parameter.ParameterType;
        if (!type.IsValueType && type != typeof(Tensor) && parameter.HasDefaultValue && _random.Next(2) == 0) return null;
        return Make(type, parameter.Name!);
    }

    private object? Make(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return _random.Next(3) == 0 ? null : Make(underlying, name);
        if (type == typeof(Tensor)) return MakeTensor(name);
        if (type == typeof(int)) return Integer(name);
        if (type == typeof(long)) return _random.Next(12) == 0 ? Pick(long.MaxValue, long.MinValue, 1L << 40) : (long)Integer(name);
        if (type == typeof(double)) return Number();
        if (type == typeof(float)) return (float)Number();
        if (type == typeof(bool)) return _random.Next(2) == 0;
        if (type.IsPrimitive) return Convert.ChangeType(_random.Next(2), type, null);
        if (type.IsEnum) return MakeEnum(type);
        if (type == typeof(Scalar)) return _random.Next(3) switch { 0 => (Scalar)(long)_random.Next(-3, 5), 1 => (Scalar)Number(), _ => (Scalar)(_random.Next(2) == 0) };
        if (type == typeof(string)) return name == "equation" ? Pick(_equations) : Pick(_words);
        if (type == typeof(Shape)) return Shape.Create(RelatedSizes(_random.Next(4)));
        if (type == typeof(Padding)) return _random.Next(4) switch { 0 => Padding.Same, 1 => Padding.Valid, _ => Padding.Create(IntegersOf(_random.Next(1, 4))) };
        if (type == typeof(Generator)) return new Seeded(_random.Next());
        if (type == typeof(Index)) return new Index(_random.Next(4), _random.Next(2) == 0);
        if (type == typeof(Range)) return new Range(new Index(_random.Next(4), _random.Next(2) == 0), new Index(_random.Next(4), _random.Next(2) == 0));
        if (type == typeof(TensorIndex)) return MakeIndex();
        if (type == typeof(Func<Tensor, Tensor>)) return (Func<Tensor, Tensor>)(x => x * x);
        if (type.IsByRefLike) return MakeList(type.GetGenericArguments()[0], name);
        if (type.IsArray) return MakeList(type.GetElementType()!, name);
        if (ElementOfList(type) is { } element) return MakeList(element, name);
        return new TupleRecipe(type, [.. type.GetGenericArguments().Select(item => Make(item, name))]);
    }

    private ListRecipe MakeList(Type element, string name)
    {
        var count = _random.Next(20) == 0 ? 70 : _random.Next(4);
        return new ListRecipe(element, [.. Enumerable.Range(0, count).Select(_ => Make(element, name))]);
    }

    private TensorRecipe MakeTensor(string name)
    {
        if (_tensors.Count > 0 && _random.Next(8) == 0) return Pick(_tensors);
        var dtype = IsIndexName(name) ? (_random.Next(12) == 0 ? AnyType() : DType.Int64)
            : name is "mask" or "condition" ? (_random.Next(12) == 0 ? AnyType() : DType.Bool)
            : _random.Next(10) == 0 ? AnyType() : _dtype;
        var sizes = name == "this" ? _sizes : RelatedSizes(_random.Next(8));
        var made = new TensorRecipe(sizes, dtype, _random.Next(), IsIndexName(name), dtype.IsFloatingPoint() && _random.Next(3) == 0);
        _tensors.Add(made);
        return made;
    }

    private object MakeIndex() => _random.Next(8) switch
    {
        0 => (TensorIndex)_random.Next(-3, 4),
        1 => TensorIndex.Ellipsis,
        2 => TensorIndex.NewAxis,
        3 => (TensorIndex)(new Index(_random.Next(4), _random.Next(2) == 0) is var index && index.Equals(^0) ? 0 : index),
        4 => TensorIndex.Slice(_random.Next(-4, 5), _random.Next(-4, 5), Pick(1, 2, -1, -2, int.MaxValue)),
        5 => TensorIndex.List(IntegersOf(_random.Next(4))),
        6 => new IndexRecipe(new TensorRecipe(RelatedSizes(_random.Next(8)), DType.Bool, _random.Next(), false, false)),
        _ => new IndexRecipe(new TensorRecipe(RelatedSizes(_random.Next(8)), DType.Int64, _random.Next(), true, false)),
    };

    private int[] IntegersOf(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(-3, 4))];

    private object MakeEnum(Type type) =>
        _random.Next(20) == 0 ? Enum.ToObject(type, 99) : Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length))!;

    private int Integer(string name)
    {
        if (_random.Next(16) == 0) return Pick(int.MaxValue, int.MinValue, int.MaxValue - 1, 1 << 16);
        if (name is "shape" or "sizes" && _sizes.Length > 0 && _random.Next(2) == 0) return Pick(_sizes);
        return _random.Next(-2, 5);
    }

    private double Number() => _random.Next(10) switch
    {
        0 => Pick(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e-300),
        1 => 0,
        2 or 3 => _random.Next(-3, 4),
        4 or 5 => _random.NextDouble(),
        _ => _random.NextDouble() * 6 - 3,
    };

    /// <summary>Sizes that go together with those of the call: the same, with ones, fewer or more dimensions, transposed, or any.</summary>
    private int[] RelatedSizes(int kind)
    {
        var sizes = (int[])_sizes.Clone();
        switch (kind)
        {
            case 0: return [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Size())];
            case 1:
                for (var d = 0; d < sizes.Length; d++) if (_random.Next(2) == 0) sizes[d] = 1;
                return sizes;
            case 2: return sizes[Math.Min(sizes.Length, 1)..];
            case 3:
                Array.Reverse(sizes);
                return sizes;
            case 4: return sizes.Length > 1 ? [.. sizes[..^2], sizes[^1], sizes[^2]] : sizes;
            case 5: return sizes.Length > 0 ? [sizes[_random.Next(sizes.Length)]] : sizes;
            default: return sizes;
        }
    }

    private int Size() => _random.Next(24) switch { 0 => 0, 1 => 17, < 6 => 1, _ => _random.Next(1, 6) };

    private DType AnyType() => (DType)_random.Next(8);

    private T Pick<T>(params IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static bool IsIndexName(string name) => name is "index" or "indices" or "target" or "targets" or "labels" or "sorter";

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && value is not DBNull
            ? parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : value
        : parameter.ParameterType.IsByRefLike ? new ListRecipe(parameter.ParameterType.GetGenericArguments()[0], [])
        : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType)
        : null;

    private static Type? ElementOfList(Type type) =>
        type.IsGenericType && type.IsInterface && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments().Length == 1
            ? type.GetGenericArguments()[0]
            : null;
}

using System.Globalization;

namespace Autograd.Tests.Fuzzing;

/// <summary>What every run of a call makes anew.</summary>
internal interface IRecipe
{
    object? Make(Kitchen kitchen);
}

/// <summary>One run of a call: how its tensors lie in memory, and those that it has made.</summary>
/// <param name="areViews">Whether the tensors are views that are not contiguous.</param>
internal sealed class Kitchen(bool areViews)
{
    private readonly Dictionary<TensorRecipe, Tensor> _made = [];

    /// <summary>What was made, in order.</summary>
    public List<Tensor> Tensors { get; } = [];

    public Tensor Of(TensorRecipe recipe)
    {
        if (_made.TryGetValue(recipe, out var tensor)) return tensor;
        tensor = areViews ? recipe.View() : recipe.Contiguous();
        if (recipe.RequiresGrad) tensor.RequiresGrad = true;
        _made[recipe] = tensor;
        Tensors.Add(tensor);
        return tensor;
    }

    public object? Serve(object? argument) => argument is IRecipe recipe ? recipe.Make(this) : argument;
}

/// <summary>A tensor of seeded numbers.</summary>
internal sealed class TensorRecipe(int[] sizes, DType dtype, int seed, bool isIndex, bool requiresGrad) : IRecipe
{
    public bool RequiresGrad => requiresGrad;

    public object Make(Kitchen kitchen) => kitchen.Of(this);

    public Tensor Contiguous()
    {
        var random = new Random(seed);
        var shape = Shape.Create(sizes);
        var values = new double[shape.Numel];
        var isSpecial = random.Next(8) == 0;
        for (var i = 0; i < values.Length; i++)
            values[i] = isIndex ? random.Next(-1, 3)
                : isSpecial && random.Next(3) == 0 ? new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0 }[random.Next(5)]
                : dtype.IsFloatingPoint() ? random.NextDouble() * 4 - 2
                : random.Next(-3, 4);
        if (!dtype.IsFloatingPoint())
            for (var i = 0; i < values.Length; i++) values[i] = double.IsFinite(values[i]) ? Math.Abs(values[i]) : 1;
        return Tensor.From(values).View(sizes).To(dtype);
    }

    /// <summary>The same numbers, not one after the other in memory.</summary>
    public Tensor View()
    {
        var x = Contiguous();
        if (sizes.Length == 0) return Tensor.Stack([x, x, x])[1].Detach();
        switch (seed % 3)
        {
            case 0:
                var reversed = Enumerable.Range(0, sizes.Length).Reverse().ToArray();
                return x.Permute(reversed).Clone().Contiguous().Permute(reversed).Detach();
            case 1:
                return x.Flip(0).Clone()[TensorIndex.Slice(step: -1)].Detach();
            default:
                var twice = Tensor.Stack([x, x], -1);
                return twice[TensorIndex.Ellipsis, 1].Detach();
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{dtype}{Shape.Create(sizes)}{(isIndex ? " index" : "")}{(requiresGrad ? " leaf" : "")}");
}

/// <summary>An index tensor or a mask as an index.</summary>
internal sealed class IndexRecipe(TensorRecipe tensor) : IRecipe
{
    public object Make(Kitchen kitchen) => (TensorIndex)kitchen.Of(tensor);

    public override string ToString() => $"[{tensor}]";
}

/// <summary>A stream that every run begins anew.</summary>
internal sealed class Seeded(int seed) : IRecipe
{
    public object Make(Kitchen kitchen) => new Generator(seed);

    public override string ToString() => "new Generator";
}

/// <summary>An array, or what takes one.</summary>
internal sealed class ListRecipe(Type element, object?[] items) : IRecipe
{
    public object Make(Kitchen kitchen)
    {
        var array = Array.CreateInstance(element, items.Length);
        for (var i = 0; i < items.Length; i++) array.SetValue(kitchen.Serve(items[i]), i);
        return array;
    }

    public override string ToString() => items.Length > 8 ? $"[{items[0]}, … {items.Length}]" : $"[{string.Join(", ", items)}]";
}

/// <summary>A tuple.</summary>
internal sealed class TupleRecipe(Type type, object?[] items) : IRecipe
{
    public object? Make(Kitchen kitchen) => Activator.CreateInstance(type, [.. items.Select(kitchen.Serve)]);

    public override string ToString() => $"({string.Join(", ", items)})";
}

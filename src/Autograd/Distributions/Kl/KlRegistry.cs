using System.Collections.Concurrent;

namespace Autograd.Distributions;

/// <summary>The formulas of divergences by the classes of the two distributions.</summary>
internal static class KlRegistry
{
    private static readonly ConcurrentDictionary<(Type P, Type Q), Func<Distribution, Distribution, Tensor>> Formulas = new();

    static KlRegistry()
    {
        KlOfSameFamily.AddTo();
        KlOfDiscrete.AddTo();
        KlOfGaussians.AddTo();
        KlFromBounded.AddTo();
        KlFromPositive.AddTo();
        KlFromReal.AddTo();
        KlInfinite.AddTo();
    }

    /// <summary>Adds a formula, or replaces one.</summary>
    public static void Add<TP, TQ>(Func<TP, TQ, Tensor> formula)
        where TP : Distribution
        where TQ : Distribution =>
        Formulas[(typeof(TP), typeof(TQ))] = (p, q) => formula((TP)p, (TQ)q);

    /// <summary>The formula of the nearest base classes for which there is one: first of p, then of q.</summary>
    public static Func<Distribution, Distribution, Tensor>? Find(Type p, Type q)
    {
        for (var left = p; left is not null; left = left.BaseType)
            for (var right = q; right is not null; right = right.BaseType)
                if (Formulas.TryGetValue((left, right), out var formula)) return formula;
        return null;
    }
}

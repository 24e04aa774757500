namespace Autograd.NN;

/// <summary>The iterations of a step of <see cref="LBFGS"/>, and what is kept from one step to the next.</summary>
internal sealed class LBFGSMemory(LBFGS optimizer)
{
    private readonly List<Tensor> _gradChanges = [];
    private readonly List<Tensor> _moves = [];
    private readonly List<double> _inverseProducts = [];

    private LBFGSGroup Group => optimizer.ParamGroups[0];

    /// <summary>Iterates until a condition of the end holds, and returns the first loss.</summary>
    public Tensor Step(Func<Tensor> closure)
    {
        var group = Group;
        var state = optimizer.State;
        var firstLoss = LBFGS.Loss(closure);
        var loss = firstLoss.Item();
        var evaluations = 1;
        Count(state, "func_evals", 1);
        var grad = optimizer.FlatGrad();
        if (grad.Numel == 0 || Largest(grad) <= group.ToleranceGrad) return firstLoss;

        Load(state);
        var direction = state.Find("d");
        var lastGrad = state.Find("prev_flat_grad");
        var length = state.GetNumber("t", 0);
        var scale = state.GetNumber("H_diag", 1);
        var lastLoss = loss;
        for (var iteration = 1; iteration <= group.MaxIter; iteration++)
        {
            var isFirst = Count(state, "n_iter", 1) == 1;
            if (isFirst || direction is null || lastGrad is null)
            {
                Clear();
                (direction, scale) = (-grad, 1);
            }
            else
            {
                scale = Remember(grad - lastGrad, direction * length, scale);
                direction = Direction(grad, scale);
            }

            (lastGrad, lastLoss) = (grad.Clone(), loss);
            length = isFirst ? Math.Min(1, 1 / grad.Abs().Sum().Item()) * group.Lr : group.Lr;
            var slope = grad.Dot(direction).Item();
            if (slope > -group.ToleranceChange) break;

            var spent = 0;
            var isAtMinimum = false;
            if (group.LineSearchFn is not null)
            {
                var start = new LinePoint(0, loss, grad, slope);
                (var found, spent) = StrongWolfe.Search(
                    step => Evaluate(closure, step, direction), start, length, Largest(direction), group.ToleranceChange);
                (length, loss, grad) = (found.Step, found.Loss, found.Grad);
                optimizer.Move(length, direction);
                isAtMinimum = Largest(grad) <= group.ToleranceGrad;
            }
            else
            {
                optimizer.Move(length, direction);
                if (iteration != group.MaxIter)
                {
                    loss = LBFGS.Loss(closure).Item();
                    grad = optimizer.FlatGrad();
                    isAtMinimum = Largest(grad) <= group.ToleranceGrad;
                    spent = 1;
                }
            }

            evaluations += spent;
            Count(state, "func_evals", spent);
            if (evaluations >= group.MaxEval || isAtMinimum) break;
            if (iteration < group.MaxIter && Math.Abs(length) * Largest(direction) <= group.ToleranceChange) break;
            if (Math.Abs(loss - lastLoss) < group.ToleranceChange) break;
        }

        Save(state, direction!, length, lastGrad!, lastLoss, scale);
        return firstLoss;
    }

    private static double Largest(Tensor x) => x.Abs().Max().Item();

    private static double Count(ParameterState state, string name, int more)
    {
        var count = state.GetNumber(name, 0) + more;
        state.SetNumber(name, count);
        return count;
    }

    /// <summary>Keeps a pair of changes, unless its product is too small, and returns the scale of H.</summary>
    private double Remember(Tensor gradChange, Tensor move, double scale)
    {
        var product = gradChange.Dot(move).Item();
        if (!(product > 1e-10)) return scale;
        if (_gradChanges.Count == Group.HistorySize)
        {
            _gradChanges.RemoveAt(0);
            _moves.RemoveAt(0);
            _inverseProducts.RemoveAt(0);
        }

        _gradChanges.Add(gradChange);
        _moves.Add(move);
        _inverseProducts.Add(1 / product);
        return product / gradChange.Dot(gradChange).Item();
    }

    /// <summary>−H·g by the two-loop recursion.</summary>
    private Tensor Direction(Tensor grad, double scale)
    {
        var weights = new double[_moves.Count];
        var direction = -grad;
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            weights[i] = _moves[i].Dot(direction).Item() * _inverseProducts[i];
            direction.AddInPlace(_gradChanges[i], alpha: -weights[i]);
        }

        direction.MulInPlace(Tensor.From(scale, direction.DType));
        for (var i = 0; i < weights.Length; i++)
        {
            var back = _gradChanges[i].Dot(direction).Item() * _inverseProducts[i];
            direction.AddInPlace(_moves[i], alpha: weights[i] - back);
        }

        return direction;
    }

    /// <summary>The loss and gradient at a point on the line; the parameters stay where they are.</summary>
    private LinePoint Evaluate(Func<Tensor> closure, double step, Tensor direction)
    {
        var before = new List<Tensor>();
        foreach (var parameter in Group.Params) before.Add(parameter.Clone());
        optimizer.Move(step, direction);
        var loss = LBFGS.Loss(closure).Item();
        var grad = optimizer.FlatGrad();
        for (var i = 0; i < before.Count; i++) Group.Params[i].CopyInPlace(before[i]);
        return new LinePoint(step, loss, grad, grad.Dot(direction).Item());
    }

    private void Clear()
    {
        _gradChanges.Clear();
        _moves.Clear();
        _inverseProducts.Clear();
    }

    private void Load(ParameterState state)
    {
        Clear();
        for (var i = 0; state.Find($"old_dirs.{i}") is { } change && state.Find($"old_stps.{i}") is { } move; i++)
        {
            _gradChanges.Add(change);
            _moves.Add(move);
            _inverseProducts.Add(state.GetNumber($"ro.{i}", 0));
        }
    }

    private void Save(ParameterState state, Tensor direction, double length, Tensor lastGrad, double lastLoss, double scale)
    {
        state.Set("d", direction);
        state.SetNumber("t", length);
        state.SetNumber("H_diag", scale);
        state.Set("prev_flat_grad", lastGrad);
        state.SetNumber("prev_loss", lastLoss);
        state.Remove("old_dirs.");
        state.Remove("old_stps.");
        state.Remove("ro.");
        for (var i = 0; i < _moves.Count; i++)
        {
            state.Set($"old_dirs.{i}", _gradChanges[i]);
            state.Set($"old_stps.{i}", _moves[i]);
            state.SetNumber($"ro.{i}", _inverseProducts[i]);
        }
    }
}

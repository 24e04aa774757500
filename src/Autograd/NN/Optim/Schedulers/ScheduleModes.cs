namespace Autograd.NN;

/// <summary>Whether a metric is better when it is smaller or when it is larger.</summary>
public enum PlateauMode
{
    /// <summary>Smaller is better, as for a loss.</summary>
    Min,

    /// <summary>Larger is better, as for an accuracy.</summary>
    Max,
}

/// <summary>How much better a metric must be to count.</summary>
public enum ThresholdMode
{
    /// <summary>Better by a proportion of the best one.</summary>
    Rel,

    /// <summary>Better by a difference.</summary>
    Abs,
}

/// <summary>How the amplitude of a <see cref="CyclicLR"/> changes.</summary>
public enum CyclicMode
{
    /// <summary>Not at all.</summary>
    Triangular,

    /// <summary>It is halved from cycle to cycle.</summary>
    Triangular2,

    /// <summary>It is multiplied by γ at every step.</summary>
    ExpRange,
}

/// <summary>What the function that scales the amplitude of a <see cref="CyclicLR"/> is given.</summary>
public enum ScaleMode
{
    /// <summary>The number of the cycle, from 1 on.</summary>
    Cycle,

    /// <summary>The number of the step.</summary>
    Iterations,
}

/// <summary>The shape of a curve from one rate to another.</summary>
public enum AnnealStrategy
{
    /// <summary>Half a cosine.</summary>
    Cos,

    /// <summary>A straight line.</summary>
    Linear,
}

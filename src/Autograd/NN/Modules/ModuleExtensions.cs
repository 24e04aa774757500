namespace Autograd.NN;

/// <summary>
/// Methods that change a module and all its descendants. Each returns the module in its own type, for chaining:
/// <c>var net = new Net().To(DType.Float64).Eval();</c>
/// </summary>
public static class ModuleExtensions
{
    /// <summary>Switches the module and all its descendants to training, or with false to evaluation.</summary>
    /// <returns>The module.</returns>
    public static T Train<T>(this T module, bool mode = true) where T : Module
    {
        foreach (var part in NotNull(module).Modules()) part.IsTraining = mode;
        return module;
    }

    /// <summary>Switches the module and all its descendants to evaluation.</summary>
    /// <returns>The module.</returns>
    public static T Eval<T>(this T module) where T : Module => module.Train(false);

    /// <summary>Sets the gradient of every parameter to null.</summary>
    /// <returns>The module.</returns>
    public static T ZeroGrad<T>(this T module) where T : Module
    {
        foreach (var parameter in NotNull(module).Parameters()) parameter.ZeroGrad();
        return module;
    }

    /// <summary>
    /// Sets <see cref="Tensor.RequiresGrad"/> of every parameter: <c>RequiresGrad(false)</c> freezes the module.
    /// </summary>
    /// <returns>The module.</returns>
    public static T RequiresGrad<T>(this T module, bool requiresGrad = true) where T : Module
    {
        foreach (var parameter in NotNull(module).Parameters()) parameter.RequiresGrad = requiresGrad;
        return module;
    }

    /// <summary>
    /// Converts every floating parameter and buffer, and its gradient. The tensors stay the same objects, so optimizers
    /// and other modules that hold them see the new values.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="dtype">A floating type.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static T To<T>(this T module, DType dtype) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"To: {dtype} is no type for parameters; use DType.Float32 or DType.Float64", nameof(dtype));
        module.ConvertTo(dtype);
        return module;
    }

    /// <summary>
    /// Runs the module once, in evaluation and without a graph, and returns a table of its layers: output shapes,
    /// parameters, multiply-adds, times.
    /// </summary>
    /// <example><code>Console.WriteLine(net.Summary(x));</code></example>
    public static ModuleSummary Summary(this UnaryModule module, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        return SummaryRecorder.Run(module, () => module.Forward(input));
    }

    /// <summary>As <see cref="Summary(UnaryModule, Tensor)"/>, for a module of any <c>Forward</c>.</summary>
    /// <param name="module">The module.</param>
    /// <param name="forward">Calls it: <c>rnn.Summary(m => m.Forward(x, h))</c>.</param>
    /// <remarks>
    /// A part whose <c>Forward</c> runs no hooks (see <see cref="Module.RunsHooks"/>) is listed without its shapes and
    /// its time.
    /// </remarks>
    public static ModuleSummary Summary<T>(this T module, Action<T> forward) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(forward);
        return SummaryRecorder.Run(module, () => forward(module));
    }

    /// <summary>
    /// Calls a function once with every descendant of this module, children before their parents, and with this module
    /// last.
    /// </summary>
    /// <returns>The module.</returns>
    /// <example><code>net.Apply(m => { if (m is Linear linear) Init.XavierUniform(linear.Weight); });</code></example>
    public static T Apply<T>(this T module, Action<Module> action) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(action);
        ApplyWalk.Apply(module, action);
        return module;
    }

    /// <summary>
    /// Makes a copy of the module and all its descendants, with parameters and buffers of its own. One that occurs in two
    /// places does so in the copy. Gradients are not copied, and functions and other objects in fields are shared.
    /// </summary>
    /// <returns>The copy. An optimizer of the original does not know its parameters.</returns>
    /// <exception cref="InvalidOperationException">Parts are held in a collection that cannot be made anew.</exception>
    public static T Clone<T>(this T module) where T : Module => (T)ModuleCopy.Of(NotNull(module));
}

using System.Diagnostics.CodeAnalysis;

namespace Autograd.Onnx;

/// <summary>Writes an operation, and returns its results.</summary>
internal delegate Value[] OperationForm(OpWriter op);

/// <summary>
/// The ONNX form of each operation, by <see cref="Node.Operation"/>. One that is not in it is refused by its name.
/// </summary>
internal sealed partial class OperationTable
{
    private static readonly Dictionary<string, OperationForm> Forms = Create();

    /// <summary>The operations that have a form.</summary>
    public static IReadOnlyCollection<string> Operations => Forms.Keys;

    /// <summary>Finds the form of an operation.</summary>
    public static bool TryFind(string operation, [NotNullWhen(true)] out OperationForm? form) => Forms.TryGetValue(operation, out form);

    private static Dictionary<string, OperationForm> Create()
    {
        var table = new OperationTable();
        table.AddElementwise();
        table.AddArithmetic();
        table.AddActivations();
        table.AddComparisons();
        table.AddReductions();
        table.AddShaping();
        table.AddSlices();
        table.AddIndexing();
        table.AddWrites();
        table.AddProducts();
        table.AddConvolutions();
        table.AddPools();
        table.AddNormalizations();
        table.AddRecurrent();
        table.AddResampling();
        return table._forms;
    }

    private readonly Dictionary<string, OperationForm> _forms = [];

    /// <summary>An operation of one result.</summary>
    private void Add(string operation, Func<OpWriter, Value> form) => _forms.Add(operation, op => [form(op)]);

    /// <summary>An operation that is one node on all operands.</summary>
    private void AddPlain(string operation, string opType) => Add(operation, op => op.Emit(opType, op.Ins()));
}

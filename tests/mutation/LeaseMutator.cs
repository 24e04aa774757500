using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Mutation;

/// <summary>
/// Puts a switch into every lease of a file, by which the lease does not hold what keeps the memory of its tensor: <c>x.Read()</c> becomes
/// <c>x.Read((byte)(On(7) ? 1 : 0))</c>, and a storage that is handed such a scope gives a lease on nothing but the array.
/// </summary>
internal sealed class LeaseMutator(string file, Sites sites) : CSharpSyntaxRewriter
{
    /// <summary>How many leases were left alone, for the code uses their tensors afterwards.</summary>
    public static int Redundant { get; private set; }

    private static readonly string[] Names = ["Read", "Write", "ReadRows", "ReadIndices", "ReadIfAny", "WriteIfAny"];

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        if (node.UsingKeyword == default || node.Declaration.Variables is not [{ Initializer.Value: var value } variable]) return base.VisitLocalDeclarationStatement(node);
        var (list, arguments) = value switch
        {
            InvocationExpressionSyntax call when Names.Contains(NameOf(call.Expression)) => (call.ArgumentList, call.ArgumentList.Arguments),
            ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.Text: "Operand" } } made => (made.ArgumentList!, made.ArgumentList!.Arguments),
            _ => (null!, default),
        };
        if (list is null) return base.VisitLocalDeclarationStatement(node);
        if (IsUsedAfterwards(node, variable.Identifier.Text, TensorOf(value)))
        {
            Redundant++;
            return node;
        }

        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var scope = SyntaxFactory.ParseExpression($"(byte){sites.Switch(file, line, node.ToString(), "0", "1")}");
        return node.ReplaceNode(list, list.WithArguments(arguments.Add(SyntaxFactory.Argument(scope))));
    }

    // Where a lease is made.
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var makes = file.EndsWith("TensorStorage.cs", StringComparison.Ordinal) && node.Identifier.Text is "Read" or "Write" && node.ExpressionBody is not null;
        if (!makes) return base.VisitMethodDeclaration(node);
        var made = node.ExpressionBody!.Expression.ToString().Replace("_identity", "scope != 0 ? null : _identity", StringComparison.Ordinal);
        return node.WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(made)));
    }

    /// <summary>The variable whose memory is leased; null if it is no variable.</summary>
    private static string? TensorOf(ExpressionSyntax lease)
    {
        var tensor = lease switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Read" or "Write" } member } => member.Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] } => argument.Expression,
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] } => argument.Expression,
            _ => null,
        };
        return (tensor as IdentifierNameSyntax)?.Identifier.Text;
    }

    /// <summary>Whether a variable occurs behind the last use of a lease on it and of the spans that were made of the lease.</summary>
    private static bool IsUsedAfterwards(SyntaxNode declaration, string lease, string? tensor)
    {
        if (tensor is null) return false;
        var method = declaration.Ancestors().First(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax);
        var names = new HashSet<string> { lease };
        foreach (var variable in method.DescendantNodes().OfType<VariableDeclaratorSyntax>())
            if (variable.Initializer is { } made && Uses(made).Any(use => names.Contains(use.Identifier.Text))) names.Add(variable.Identifier.Text);
        var last = Uses(method).Where(use => names.Contains(use.Identifier.Text)).Max(use => use.SpanStart);
        return Uses(method).Any(use => use.Identifier.Text == tensor && use.SpanStart > last);
    }

    private static IEnumerable<IdentifierNameSyntax> Uses(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Parent is not MemberAccessExpressionSyntax member || member.Expression == name);

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Mutation;

/// <summary>
/// Puts switches into the formulas of a file: <c>a * b</c> becomes <c>On(7) ? a / b : On(8) ? a : a * b</c>, so that one build holds
/// every mutant.
/// </summary>
/// <remarks>
/// Formulas are the bodies of methods whose name, or whose type's name, speaks of Backward or Gradient. In them plus and minus change places, as
/// do times and divided by; factors and signs are dropped; and a gradient that is handed on is negated, and dropped.
/// </remarks>
internal sealed class FormulaMutator(string file, Sites sites) : CSharpSyntaxRewriter
{
    private bool _isFormula;

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => Inside(node.Identifier, () => base.VisitClassDeclaration(node));

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) =>
        Inside(node.Identifier, () => base.VisitStructDeclaration(node));

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        Inside(node.Identifier, () => base.VisitMethodDeclaration(node));

    public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        // A method that is one expression, and returns a gradient.
        var isGradient = _isFormula && node.Parent is MethodDeclarationSyntax { ReturnType: var type } && type.ToString() is "Tensor" or "Tensor?"
            && node.Expression is not ThrowExpressionSyntax && !IsZero(node.Expression);
        if (!isGradient) return base.VisitArrowExpressionClause(node);
        return node.WithExpression(Switch(node.Expression, (ExpressionSyntax)Visit(node.Expression), $"-({node.Expression})"));
    }

    public override SyntaxNode? VisitArgument(ArgumentSyntax node)
    {
        var isSet = _isFormula && node.Parent is ArgumentListSyntax { Arguments: { Count: 2 } arguments, Parent: InvocationExpressionSyntax call }
            && arguments[1] == node && call.Expression.ToString() is "inputs.Set" or "inputs.SetOwned";
        if (!isSet) return base.VisitArgument(node);
        return node.WithExpression(Switch(node.Expression, (ExpressionSyntax)Visit(node.Expression), $"-({node.Expression})", "null"));
    }

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var inner = (ExpressionSyntax)base.VisitBinaryExpression(node)!;
        if (!_isFormula || IsText(node.Left) || IsText(node.Right)) return inner;
        return node.Kind() switch
        {
            SyntaxKind.AddExpression => Switch(node, inner, $"{node.Left} - {node.Right}"),
            SyntaxKind.SubtractExpression => Switch(node, inner, $"{node.Left} + {node.Right}"),
            SyntaxKind.MultiplyExpression => Switch(node, inner, $"{node.Left} / {node.Right}", $"{node.Left}", $"{node.Right}"),
            SyntaxKind.DivideExpression => Switch(node, inner, $"{node.Left} * {node.Right}", $"{node.Left}"),
            _ => inner,
        };
    }

    public override SyntaxNode? VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        var inner = (ExpressionSyntax)base.VisitPrefixUnaryExpression(node)!;
        var isNegation = _isFormula && node.IsKind(SyntaxKind.UnaryMinusExpression) && node.Operand is not LiteralExpressionSyntax;
        return isNegation ? Switch(node, inner, $"{node.Operand}") : inner;
    }

    // Messages are no formulas.
    public override SyntaxNode? VisitThrowStatement(ThrowStatementSyntax node) => node;

    public override SyntaxNode? VisitThrowExpression(ThrowExpressionSyntax node) => node;

    public override SyntaxNode? VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node) => node;

    private SyntaxNode? Inside(SyntaxToken name, Func<SyntaxNode?> visit)
    {
        var before = _isFormula;
        _isFormula |= name.Text.Contains("Backward", StringComparison.Ordinal) || name.Text.Contains("Gradient", StringComparison.Ordinal);
        var result = visit();
        _isFormula = before;
        return result;
    }

    // Nothing is gained by the negative of zero.
    private static bool IsZero(ExpressionSyntax expression) => expression.ToString().StartsWith("ZerosLike(", StringComparison.Ordinal);

    private ExpressionSyntax Switch(ExpressionSyntax original, ExpressionSyntax inner, params string[] replacements) =>
        sites.Switch(file, original, inner, replacements);

    private static bool IsText(ExpressionSyntax expression) =>
        expression is InterpolatedStringExpressionSyntax || expression.IsKind(SyntaxKind.StringLiteralExpression)
        || (expression is BinaryExpressionSyntax binary && (IsText(binary.Left) || IsText(binary.Right)));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Mutation;

/// <summary>
/// Puts switches into the error messages of a file, by which each value, and each piece of text between values, can be left out.
/// </summary>
/// <remarks>Messages are the strings in a <c>throw</c>, and in methods that return an exception.</remarks>
internal sealed class MessageMutator(string file, Sites sites) : CSharpSyntaxRewriter
{
    private bool _isMessage;

    public override SyntaxNode? VisitThrowStatement(ThrowStatementSyntax node) => Inside(true, () => base.VisitThrowStatement(node));

    public override SyntaxNode? VisitThrowExpression(ThrowExpressionSyntax node) => Inside(true, () => base.VisitThrowExpression(node));

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        Inside(node.ReturnType.ToString().EndsWith("Exception", StringComparison.Ordinal), () => base.VisitMethodDeclaration(node));

    public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        // A string of one word is the name of a parameter.
        var isText = _isMessage && node.IsKind(SyntaxKind.StringLiteralExpression) && node.Token.ValueText.Contains(' ', StringComparison.Ordinal);
        return isText ? sites.Switch(file, node, node, "\"\"") : node;
    }

    public override SyntaxNode? VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node) =>
        _isMessage ? SyntaxFactory.ParseExpression($"$\"{string.Concat(node.Contents.Select(Piece))}\"").WithTriviaFrom(node) : node;

    private string Piece(InterpolatedStringContentSyntax content)
    {
        var line = content.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        if (content is not InterpolationSyntax value)
        {
            var text = SymbolDisplay.FormatLiteral(((InterpolatedStringTextSyntax)content).TextToken.ValueText, quote: true);
            return $"{{{sites.Switch(file, line, text, text, "\"\"")}}}";
        }

        var inner = Visit(value.Expression).WithoutTrivia().ToFullString();
        return $"{{{sites.Switch(file, line, $"{{{value.Expression}}}", $"(object?)({inner})", "\"\"")}{value.AlignmentClause}{value.FormatClause}}}";
    }

    private SyntaxNode? Inside(bool isMessage, Func<SyntaxNode?> visit)
    {
        var before = _isMessage;
        _isMessage |= isMessage;
        var result = visit();
        _isMessage = before;
        return result;
    }
}

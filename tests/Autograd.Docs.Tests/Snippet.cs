using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Docs.Tests;

/// <summary>
/// What a reader would type: usings, statements, functions and types in the order in which a page has them. It becomes a
/// class of its own; statements become its method <c>Run</c>.
/// </summary>
internal sealed class Snippet(string name)
{
    private readonly StringBuilder _statements = new(), _members = new();

    public string Name { get; } = name;

    /// <summary>The usings that the code has.</summary>
    public HashSet<string> Usings { get; } = [];

    /// <summary>The class whose fields the code sees, or null.</summary>
    public Type? Context { get; init; }

    /// <summary>Adds code that stands in a page from a line on.</summary>
    public Snippet Add(string page, int line, string code)
    {
        // A script's directives are for its build.
        var lines = code.Split('\n').Select(l => l.StartsWith("#:") ? "" : l).ToArray();
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(string.Join('\n', lines)).GetRoot();
        foreach (var directive in root.Usings) Usings.Add(directive.ToString());
        foreach (var member in root.Members)
        {
            // A method with an accessibility is a class's, such as a test.
            var isStatement = member is GlobalStatementSyntax and not GlobalStatementSyntax
            {
                Statement: LocalFunctionStatementSyntax { Modifiers: [{ RawKind: (int)SyntaxKind.PublicKeyword }, ..] },
            };
            Append(isStatement ? _statements : _members, page, line + LineOf(member), member.ToFullString());
        }

        // What the parser could not place stands before the end.
        Append(_statements, page, line + lines.Length - 1, root.EndOfFileToken.ToFullString());
        return this;
    }

    /// <summary>
    /// Adds a piece of code of a table: an expression, a statement that may lack its semicolon, or a declaration.
    /// </summary>
    public Snippet AddPiece(string page, int line, string code)
    {
        var text = code.EndsWith(';') ? code : $"{code};";
        var expression = SyntaxFactory.ParseExpression(code, consumeFullText: true);
        var isValue = !expression.ContainsDiagnostics && expression is not (
            InvocationExpressionSyntax or AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax
            or DeclarationExpressionSyntax);
        if (isValue) Append(_statements, page, line, $"_ = {text}");
        else Add(page, line, text);
        return this;
    }

    /// <summary>The source of the class.</summary>
    public string ToSource() => $$"""
        internal sealed class {{Name}}{{(Context is null ? "" : $" : global::{Context.FullName}")}}
        {
        {{_members}}
        public static void Run()
        {
        {{_statements}}
        }
        }
        """;

    private static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;

    private static void Append(StringBuilder source, string page, int line, string code) =>
        source.AppendLine().AppendLine($"#line {line} \"{page}\"").AppendLine(code).AppendLine("#line hidden");
}

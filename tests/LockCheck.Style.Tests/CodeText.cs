using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LockCheck.Style.Tests;

/// <summary>What of a C# file is code: a rule about calls must not object to prose that names the call.</summary>
internal static class CodeText
{
    public static string WithoutCommentsAndLiterals(string text)
    {
        char[] result = text.ToCharArray();
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            if (IsText(token))
            {
                Blank(result, token.Span);
            }
        }

        foreach (SyntaxTrivia trivia in root.DescendantTrivia())
        {
            if (IsComment(trivia))
            {
                Blank(result, trivia.FullSpan);
            }
        }

        return new string(result);
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or
        SyntaxKind.Utf8StringLiteralToken or
        SyntaxKind.SingleLineRawStringLiteralToken or
        SyntaxKind.MultiLineRawStringLiteralToken or
        SyntaxKind.Utf8SingleLineRawStringLiteralToken or
        SyntaxKind.Utf8MultiLineRawStringLiteralToken or
        SyntaxKind.InterpolatedStringTextToken or
        SyntaxKind.CharacterLiteralToken;

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or
        SyntaxKind.MultiLineCommentTrivia or
        SyntaxKind.SingleLineDocumentationCommentTrivia or
        SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static void Blank(char[] text, TextSpan span)
    {
        for (int i = span.Start; i < span.End; i++)
        {
            text[i] = text[i] == '\n' ? '\n' : ' ';
        }
    }
}

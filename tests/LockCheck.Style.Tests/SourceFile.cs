using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LockCheck.Style.Tests;

/// <summary>A text file of the tree, by its path from the top, with forward slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> root = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());
    private readonly Lazy<string> code = new(() => CodeText.WithoutCommentsAndLiterals(text));

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = SplitLines(text);

    public SyntaxNode Root => root.Value;

    /// <summary>The text with comments and string literals blanked, at the same positions.</summary>
    public string[] CodeLines => SplitLines(code.Value);

    public string Extension => System.IO.Path.GetExtension(Path);

    public bool IsCSharp => Extension == ".cs";

    public bool IsShell => Extension == ".sh" || Text.StartsWith("#!");

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/");

    public string At(SyntaxNode node) => At(node.GetLocation().GetLineSpan().StartLinePosition.Line);

    /// <summary>Names a line, counted from zero, as a compiler would.</summary>
    public string At(int line) => $"{Path}:{line + 1}";

    private static string[] SplitLines(string text)
    {
        string[] lines = text.Split('\n');
        return text.EndsWith('\n') ? lines[..^1] : lines;
    }
}

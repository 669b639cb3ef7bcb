using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The C# blocks of a page, compiled as a project with one file would compile them.</summary>
internal static class MarkdownCode
{
    private const string Fence = "```";

    /// <summary>The text of a page.</summary>
    public static string Read(string page) =>
        File.ReadAllText(Path.Combine(Golden.Data, "..", "..", "..", page));

    /// <summary>Compiles a page; gives the path of the assembly.</summary>
    public static string Compile(string page, string assembly)
    {
        var blocks = Read(page).Split(Fence + "csharp\n").Skip(1);
        var code = string.Join('\n', blocks.Select(block => block.Split(Fence)[0]));
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var path = Path.Combine(
            Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, assembly + ".dll");
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}

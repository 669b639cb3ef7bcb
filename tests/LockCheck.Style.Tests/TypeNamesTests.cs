using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class TypeNamesTests
{
    [Fact]
    public void Files_are_named_after_a_public_type() => Findings.AssertNone(TypeNames.Find);

    [Theory]
    [InlineData("namespace N; public class Other;")]
    [InlineData("namespace N { public enum Other { } }")]
    [InlineData("public delegate void Other();")]
    [InlineData("public record struct Other; class Another;")]
    [InlineData("public class Other { public class Mm; }")]
    public void A_file_named_after_nothing_in_it_is_found(string code) =>
        Assert.Contains("no type Mm", Assert.Single(TypeNames.Find(new SourceFile("src/Mm.cs", code))));

    [Theory]
    [InlineData("src/Mm.cs", "namespace N; public enum Companion; public struct Mm;")]
    [InlineData("src/Mm.cs", "public struct MmId; internal struct Mm;")]
    [InlineData("src/Mm.Lock.cs", "public partial struct Mm { public struct Lock; }")]
    [InlineData("src/Routine.cs", "public struct Routine<T>;")]
    [InlineData("src/RoutineOfT.cs", "public struct Routine<T>;")]
    [InlineData("src/Internals.cs", "internal class Anything;")]
    [InlineData("src/Program.cs", "return 0;")]
    public void A_file_named_after_one_of_its_types_passes(string path, string code) =>
        Assert.Empty(TypeNames.Find(new SourceFile(path, code)));
}

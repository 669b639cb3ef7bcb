using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class ProjectArrowsTests
{
    [Fact]
    public void Arrows_point_down() => Findings.AssertNone(ProjectArrows.Find);

    [Theory]
    [InlineData("src/LockCheck.Engine/LockCheck.Engine.csproj", "LockCheck.Kernel", "refers up")]
    [InlineData("src/LockCheck.Kernel/LockCheck.Kernel.csproj", "LockCheck.Specs", "refers up")]
    [InlineData("src/LockCheck.Engine/LockCheck.Engine.csproj", "LockCheck.Engine", "refers up")]
    [InlineData("src/LockCheck.Cli/LockCheck.Cli.csproj", "LockCheck.Engine.Tests", "not one of the rooms")]
    [InlineData("src/LockCheck.Attic/LockCheck.Attic.csproj", "LockCheck.Engine", "does not name")]
    [InlineData("tests/LockCheck.Style.Tests/LockCheck.Style.Tests.csproj", "LockCheck.Engine", "nothing of ours")]
    [InlineData("tests/LockCheck.Cli.Tests/LockCheck.Cli.Tests.csproj", "LockCheck.Benchmarks", "not one of the rooms")]
    [InlineData("src/LockCheck.Coyote/LockCheck.Coyote.csproj", "LockCheck.Coyote.StandIn", "not one of the rooms")]
    [InlineData("src/LockCheck.Coyote/LockCheck.Coyote.csproj", "LockCheck.Cli", "refers up")]
    public void A_wrong_arrow_is_found(string path, string target, string expected) =>
        Assert.Contains(expected, Assert.Single(ProjectArrows.Find(Project(path, target))));

    [Theory]
    [InlineData("src/LockCheck.Kernel/LockCheck.Kernel.csproj", "LockCheck.Engine")]
    [InlineData("specs/LockCheck.Specs.csproj", "LockCheck.Protocols")]
    [InlineData("tests/LockCheck.Cli.Tests/LockCheck.Cli.Tests.csproj", "LockCheck.Cli")]
    [InlineData("src/LockCheck.Coyote/LockCheck.Coyote.csproj", "LockCheck.Reporting")]
    [InlineData("tests/LockCheck.Coyote.Tests/LockCheck.Coyote.Tests.csproj", "LockCheck.Coyote.StandIn")]
    public void An_arrow_down_passes(string path, string target) =>
        Assert.Empty(ProjectArrows.Find(Project(path, target)));

    private static SourceFile Project(string path, string target) =>
        new(path, $"""<Project><ItemGroup><ProjectReference Include="..\x\{target}.csproj" /></ItemGroup></Project>""");
}

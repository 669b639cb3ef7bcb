using System.Reflection;
using System.Runtime.CompilerServices;
using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Specs.Claims;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote;

/// <summary>The Coyote tests of the claims: a generated line for each, because Coyote finds methods only.</summary>
public class GeneratedTests
{
    private const string Switch = "LOCKCHECK_UPDATE_GOLDEN";

    /// <summary>A claim that is new, or gone, changes the files: with the switch they are written anew.</summary>
    [Fact]
    public void Each_claim_has_a_line_in_both_classes()
    {
        var expected = ClaimTestFiles.All(ClaimNames.All(ClaimCases.Known));
        var folder = Path.Combine(Here(), "..", "..", "src", "LockCheck.Coyote", "Tests");
        var present = Directory.GetFiles(folder, "*Tests.*.cs").Select(file => Path.GetFileName(file)!);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            present.Except(expected.Select(file => file.Name)).ToList()
                .ForEach(gone => File.Delete(Path.Combine(folder, gone)));
            expected.ToList().ForEach(file => File.WriteAllText(Path.Combine(folder, file.Name), file.Text));
            return;
        }

        Assert.Equal(
            expected.Select(file => file.Name).Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.True(
            File.ReadAllText(Path.Combine(folder, file.Name)) == file.Text,
            $"{file.Name} does not hold the claims as they are. Run this test with {Switch}=1 to write it."));
    }

    /// <summary>A trace and <c>coyote test -m</c> have the name of the method alone.</summary>
    [Fact]
    public void The_names_of_all_tests_differ()
    {
        var names = CoyoteRuns.TestMethods.Select(method => method.Name).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        var claims = ClaimNames.All(ClaimCases.Known).Select(named => named.Name).Append("Scenario").ToList();
        Assert.Equal(
            claims.Concat(claims.Select(claim => claim + ActorTests.Suffix)).Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal));
    }

    /// <summary>Coyote takes the method whose name, or full name, is the argument of <c>-m</c>; no other.</summary>
    [Fact]
    public void Every_test_is_one_that_Coyote_takes() => Assert.All(CoyoteRuns.TestMethods, method =>
    {
        Assert.True(method is { IsPublic: true, IsStatic: true, IsGenericMethod: false });
        Assert.True(method.DeclaringType!.IsPublic);
        Assert.Equal(typeof(void), method.ReturnType);
        Assert.Single(method.GetCustomAttributes<TestAttribute>());
    });

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

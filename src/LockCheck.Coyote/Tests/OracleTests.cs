using System.Runtime.CompilerServices;
using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Hosts;
using LockCheck.Specs.Scenarios;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote.Tests;

/// <summary>What <c>coyote test</c> runs as one operation: <c>-m Scenario</c>, or <c>-m</c> and a claim.</summary>
public static partial class OracleTests
{
    /// <summary>Checks the scenario that LOCKCHECK_SCENARIO names.</summary>
    /// <param name="runtime">Coyote's.</param>
    [Test]
    public static void Scenario(ICoyoteRuntime runtime)
    {
        if (FromVariable() is { } test)
        {
            OracleHost.Run(runtime, test);
        }
    }

    /// <summary>The scenario of the variable; without one, Coyote is told what is wrong with it.</summary>
    internal static TestCase? FromVariable()
    {
        try
        {
            return ScenarioVariable.Read();
        }
        catch (ScenarioException exception)
        {
            Specification.Assert(false, "{0}", exception.Message);
            return null;
        }
    }

    private static void Run(ICoyoteRuntime runtime, [CallerMemberName] string claim = "") =>
        OracleHost.Run(runtime, ClaimCases.Of(claim));
}

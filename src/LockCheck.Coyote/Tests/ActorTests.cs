using System.Runtime.CompilerServices;
using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Hosts;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote.Tests;

/// <summary>
/// What <c>coyote test</c> runs with an actor for each thread: <c>-m Scenario__actors</c>, or <c>-m</c>, a claim and
/// <c>__actors</c>.
/// </summary>
public static partial class ActorTests
{
    /// <summary>What the names end with, so that they are not those of <see cref="OracleTests"/>.</summary>
    public const string Suffix = "__actors";

    /// <summary>Checks the scenario that LOCKCHECK_SCENARIO names.</summary>
    /// <param name="runtime">Coyote's.</param>
    [Test]
    public static void Scenario__actors(IActorRuntime runtime)
    {
        if (OracleTests.FromVariable() is { } test)
        {
            ActorHost.Run(runtime, test);
        }
    }

    private static void Run(IActorRuntime runtime, [CallerMemberName] string claim = "") =>
        ActorHost.Run(runtime, ClaimCases.Of(claim[..^Suffix.Length]));
}

namespace LockCheck.Cli.Tests.Checks;

/// <summary>Schedules of the maps under RCU, one for each defect that the model shows (docs/protocols.md 2e).</summary>
public sealed class RcuMapsScreenTests : CommandTest
{
    private const string V2 = "proc_maps/rcu-v2";
    private const string V2LockFailure = "proc_maps/rcu-v2-lock-failure";

    [Theory]
    [InlineData("rcu-s4-1", V2, "--writer", "mprotect-mid", "--faults", "signal", "--invariant", "I8")]
    [InlineData(
        "rcu-s4-2", V2LockFailure, "--writer", "mprotect-mid", "--faults", "signal", "--invariant", "I9",
        "--layout", "0-4r,file=1 4-8w 8-12r")]
    [InlineData("rcu-s4-3", V2, "--writer", "munmap-everything", "--invariant", "I10")]
    [InlineData(
        "rcu-s4-4", V2, "--writer", "mprotect-mid", "--invariant", "I5''", "--records-per-page", "all")]
    [InlineData(
        "rcu-s4-6", V2, "--invariant", "I9", "--layout", "0-4r 4-8w 8-12r,file=1", "--records-per-page", "all")]
    [InlineData("rcu-s4-7", V2, "--writer", "map-fixed-old-whole-last", "--invariant", "I1")]
    [InlineData("rcu-s4-7-merge-both", V2, "--writer", "merge-both", "--invariant", "I1")]
    [InlineData("rcu-s4-7-merge-right", V2, "--writer", "merge-right-full", "--invariant", "I1")]
    [InlineData(
        "rcu-s4-8", V2, "--writer", "munmap-whole-mid", "--invariant", "I11",
        "--layout", "0-4r 4-8w,file=1 8-12r")]
    [InlineData("rcu-s4-13", V2LockFailure, "--writer", "mprotect-mid", "--faults", "signal", "--invariant", "I15")]
    [InlineData(
        "rcu-s4-14", V2, "--writer", "merge-left-full", "--invariant", "I4", "--records-per-page", "all")]
    public void A_defect_prints_its_golden_schedule(string golden, params string[] args) =>
        Golden.Matches(golden, Check(args).Screen);
}

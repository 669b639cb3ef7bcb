using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Tests.Mutants;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The contract of open-coded iterators (I14; docs/protocols.md 2b), and the program that drives
/// them.</summary>
public class OpenCodedTests
{
    public static TheoryData<string> Mutants =>
        [.. Check.Known.Readers.OfType<OpenCodedMutant>().Select(mutant => mutant.Name)];

    // Goal: a planted defect is noticed, and nothing else is. Method: a writer that makes new fail, or comes later.
    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_defect_breaks_the_contract(string name)
    {
        var mutant = Assert.IsType<OpenCodedMutant>(Check.Known.Reader(name), exactMatch: false);
        var scenario = Check.Of(name, "mprotect-mid", RecordsPerPage.All);
        var result = Explorer.Search(scenario.Build(Check.Known));
        Assert.Null(result.CutBy);
        var failures = Check.Failures(result).Replace("deadlock", string.Empty, StringComparison.Ordinal).Trim();
        Assert.True(mutant.Breaks == failures, $"{failures}\n{Check.Explain(scenario, result)}");
    }

    [Theory]
    [InlineData(false, "New", "Next", "ReturnedObject", "Next", "Drained", "Next", "Drained", "Destroyed")]
    [InlineData(false, "New", "Next", "Drained", "Destroyed")]
    [InlineData(false, "New", "Destroyed")]
    [InlineData(false, "New", "NewFailed", "Next", "Drained", "Next", "Drained", "Destroyed")]
    [InlineData(true, "New", "NewFailed", "Next", "ReturnedObject", "Destroyed")]
    [InlineData(true, "New", "NewFailed", "Next", "Drained", "Next", "ReturnedObject", "Destroyed")]
    [InlineData(true, "New", "Next", "Drained", "Next", "ReturnedObject", "Destroyed")]
    [InlineData(true, "New", "NewFailed", "Next", "Drained")]
    [InlineData(true, "New", "Next", "Drained", "Destroyed", "Destroyed")]
    [InlineData(true, "New", "Next", "Drained", "Destroyed", "Next")]
    [InlineData(true, "New", "New", "Destroyed")]
    [InlineData(true, "Destroyed")]
    public void The_contract(bool isBroken, params string[] calls) =>
        Assert.Equal(isBroken, Breaks("I14", () => Calls(Pack(calls))));

    // One call a digit of base 16, the first one lowest: an array would be a managed local.
    private static async Routine Calls(ulong calls)
    {
        await Open();
        CallBegin();
        for (; calls != 0; calls >>= 4)
        {
            Iterator((IteratorCall)((calls & 15) - 1));
        }

        CallEnd(0);
        Close();
    }

    private static ulong Pack(IEnumerable<string> calls) => calls.Reverse()
        .Aggregate(0UL, (packed, call) => (packed << 4) | ((ulong)Enum.Parse<IteratorCall>(call) + 1));
}

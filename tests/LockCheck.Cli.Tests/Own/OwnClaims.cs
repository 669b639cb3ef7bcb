using LockCheck.Specs.Claims;

namespace LockCheck.Cli.Tests.Own;

/// <summary>Claims that the model contradicts: in each way there is.</summary>
public sealed class OwnClaims : ClaimGroup
{
    private const string Reader = "proc_maps/per-vma-lock";

    public override string Name => "own";

    public override IEnumerable<Claim> Claims =>
    [
        Of("merge-right-full", new Keeps("I1")),
        Of("split-back", new Breaks("I1", "I4")),
        Of("split-back", new CellCodes("D", IsLowerBound: true, MayRepeat: false, Known: null)),
        Of("merge-right-full", new CellCodes("D", IsLowerBound: true, MayRepeat: false, Known: null)),
        Of("merge-right-full", new CellCodes("D", IsLowerBound: true, MayRepeat: false, new("GD", "a document"))),
        Of("merge-left-full", new CellCodes(string.Empty, IsLowerBound: true, MayRepeat: false, Known: null)),
        Of("merge-left-full", new CellCodes(string.Empty, IsLowerBound: false, MayRepeat: false, Known: null)),
    ];

    private static Claim Of(string writer, Expectation expected) =>
        new() { Id = "own-1", Source = "nobody", Reader = Reader, Writers = [writer], Expected = expected };
}

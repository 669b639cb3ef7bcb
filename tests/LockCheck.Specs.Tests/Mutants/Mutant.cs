using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>A reader with one planted defect, and the invariant that has to notice it.</summary>
/// <param name="defect">The name of the <see cref="Defect"/>.</param>
/// <param name="breaks">The invariant.</param>
/// <param name="implied">What cannot hold either when that one is broken; the mutant does not promise it.</param>
public abstract class Mutant(string defect, string breaks, params string[] implied) : ReaderProtocol
{
    private readonly Defect _defect = Enum.Parse<Defect>(defect);

    public override string Name => $"mutant/{GetType().Name}";

    public override string Summary => $"a correct reader with the defect {defect}";

    /// <summary>Gets the invariant that the defect breaks.</summary>
    public string Breaks => breaks;

    /// <summary>Gets the workload under which it does so; none by default.</summary>
    public virtual IReadOnlyList<WriterAt> Writers => [];

    /// <summary>Gets the layout under which it does so.</summary>
    public virtual string Layout => "0-4r 4-8w 8-12r";

    /// <summary>Gets the size of its pages.</summary>
    public virtual RecordsPerPage RecordsPerPage => new(1);

    /// <summary>Gets whether it turns back to pages that it has passed.</summary>
    public virtual bool TurnsBack => false;

    /// <summary>Gets the fault that it takes.</summary>
    public virtual Faults Faults => Faults.None;

    public override IReadOnlyList<string> Promises => [.. CorrectReader.Kept.Union([breaks]).Except(implied)];

    public override Routine Run() => BpfSeqRead.ReadToEnd(new PageWalk(_defect));
}

/// <summary>The sibling without a defect: it keeps what P-ML keeps.</summary>
public sealed class CorrectReader : ReaderProtocol
{
    public const string NameOfIt = "mutant/none";

    public static IReadOnlyList<string> Kept { get; } =
        ["I1", "I2", "I3", "I4", "I5''", "I6", "I7", "I8", "I9", "I10", "I14", "I15"];

    public override string Name => NameOfIt;

    public override string Summary => "holds the lock through a page, resumes at the VMA that was not shown";

    public override IReadOnlyList<string> Promises => Kept;

    public override Routine Run() => BpfSeqRead.ReadToEnd(new PageWalk(Defect.None));
}

public sealed class DropsUnshown() : Mutant(nameof(Defect.DropsUnshown), "I1", "I2", "I7");

public sealed class SkipsVma() : Mutant(nameof(Defect.DropsUnshown), "I2", "I1", "I7");

public sealed class LeavesGap() : Mutant(nameof(Defect.DropsUnshown), "I7", "I1", "I2");

public sealed class EmitsPhantom() : Mutant(nameof(Defect.EmitsPhantom), "I3", "I7");

public sealed class ResumesBehind() : Mutant(nameof(Defect.ResumesBehind), "I4", "I5", "I7")
{
    public override IReadOnlyList<WriterAt> Writers => [new("split-back", 1)];
}

/// <summary>A record that overlaps the one before it, and is a smaller version of it.</summary>
public sealed class ShowsPieceAgain() : Mutant(nameof(Defect.ResumesBehind), "I7", "I4", "I5")
{
    public override IReadOnlyList<WriterAt> Writers => [new("split-back", 1)];
}

public sealed class WalksDown() : Mutant(nameof(Defect.WalksDown), "I4'", "I4", "I5", "I7")
{
    public override bool TurnsBack => true;
}

/// <summary>What is wrong is the promise: a VMA that merges between two calls overlaps the last record.</summary>
public sealed class PromisesNoOverlap() : Mutant(nameof(Defect.None), "I5")
{
    public override string Layout => "0-4r 4-8w 8-12rw";

    public override IReadOnlyList<WriterAt> Writers => [new("merge-left-full", 1)];
}

public sealed class ReportsTwice() : Mutant(nameof(Defect.ReportsTwice), "I5''", "I4", "I5", "I7");

public sealed class DropsLockInPage() : Mutant(nameof(Defect.DropsLockInPage), "I6")
{
    public override RecordsPerPage RecordsPerPage => RecordsPerPage.All;

    // One commit that changes two VMAs makes records overlap, too: these are two commits.
    public override IReadOnlyList<WriterAt> Writers => [new("mprotect-mid", 0), new("mprotect-mid", 2)];
}

public sealed class ForgetsUnlock() : Mutant(nameof(Defect.ForgetsUnlock), "I8");

public sealed class UnlocksTwice() : Mutant(nameof(Defect.UnlocksTwice), "I8");

public sealed class LocksTwice() : Mutant(nameof(Defect.LocksTwice), "I8");

public sealed class PutsTwice() : Mutant(nameof(Defect.PutsTwice), "I9");

public sealed class LeaksReference() : Mutant(nameof(Defect.LeaksReference), "I9");

public sealed class TouchesAfterUnlock() : Mutant(nameof(Defect.TouchesAfterUnlock), "I10");

public sealed class KeepsStalePointer() : Mutant(nameof(Defect.KeepsStalePointer), "I10")
{
    public override IReadOnlyList<WriterAt> Writers => [new("munmap-whole-mid", 1)];
}

public sealed class DereferencesNull() : Mutant(nameof(Defect.DereferencesNull), "I10");

public sealed class SleepsInRcu() : Mutant(nameof(Defect.SleepsInRcu), "I11")
{
    public override VmaLockEra Era => VmaLockEra.C;
}

/// <summary>
/// What is wrong is the promise: every read() takes the mm that the task has by then, with the cursor of the last one.
/// </summary>
public sealed class PromisesOneMm() : Mutant(nameof(Defect.None), "I16")
{
    public override IReadOnlyList<WriterAt> Writers => [new("exec", 1)];
}

/// <summary>The same, when the task itself is another one.</summary>
public sealed class PromisesOneTask() : Mutant(nameof(Defect.None), "I16")
{
    public override IReadOnlyList<WriterAt> Writers => [new("pid-reuse", 1)];
}

public sealed class ReturnsNullLocked() : Mutant(nameof(Defect.ReturnsNullLocked), "I14");

public sealed class SwallowsEintr() : Mutant(nameof(Defect.SwallowsEintr), "I15")
{
    public override IReadOnlyList<WriterAt> Writers => [new("mprotect-mid", 1)];

    public override Faults Faults => Faults.Signal;
}

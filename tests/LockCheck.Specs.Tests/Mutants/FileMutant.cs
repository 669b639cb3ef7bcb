using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>P-ML with one planted defect, and the invariant that has to notice it.</summary>
/// <param name="defect">The name of the <see cref="FileDefect"/>.</param>
/// <param name="breaks">The invariant; none for no defect.</param>
/// <param name="implied">What cannot hold either when that one is broken; the mutant does not promise it.</param>
public abstract class FileMutant(string defect, string breaks, params string[] implied) : ReaderProtocol
{
    /// <summary>The reader that is spoilt.</summary>
    public const string Original = "proc_maps/mmap-lock";

    private readonly FileDefect _defect = Enum.Parse<FileDefect>(defect);

    public override string Name => $"file-mutant/{defect}";

    public override string Summary => $"proc_maps/mmap-lock with the defect {defect}";

    /// <summary>Gets the invariant that the defect breaks.</summary>
    public string Breaks => breaks;

    /// <summary>Gets the workload under which it does so; none by default.</summary>
    public virtual IReadOnlyList<WriterAt> Writers => [];

    /// <summary>Gets how many rounds each writer makes.</summary>
    public virtual int Repeat => 1;

    /// <summary>Gets the size of its pages.</summary>
    public virtual RecordsPerPage RecordsPerPage => new(1);

    /// <summary>Gets the fault that it takes.</summary>
    public virtual Faults Faults => Faults.None;

    public override IReadOnlyList<string> Promises =>
        [.. new[] { "I1", "I3", "I4", "I5''", "I6", "I8", "I9", "I10", "I15", "I16" }.Except(implied)];

    public override Routine Run() => SeqRead.ReadToEnd(new FileWalk(_defect));
}

public sealed class FileWithoutDefect() : FileMutant(nameof(FileDefect.None), "");

public sealed class FileSkipsUnshown() : FileMutant(nameof(FileDefect.SkipsUnshown), "I1");

public sealed class FileReportsGate() : FileMutant(nameof(FileDefect.ReportsGate), "I3");

/// <summary>
/// After a merge start finds a VMA below the position and stores its start; if the buffer then grows, and the VMA is
/// split again meanwhile, the second start finds the piece that was shown before.
/// </summary>
public sealed class FileStoresStart() : FileMutant(nameof(FileDefect.StoresStart), "I4")
{
    public override IReadOnlyList<WriterAt> Writers => [new("split-then-re-merge", 1)];

    public override int Repeat => 2;

    public override Faults Faults => Faults.Grow;
}

public sealed class FileResumesAtShown() : FileMutant(nameof(FileDefect.ResumesAtShown), "I5''", "I4")
{
    public override RecordsPerPage RecordsPerPage => new(2);
}

public sealed class FileDropsLockInPage() : FileMutant(nameof(FileDefect.DropsLockInPage), "I6")
{
    public override RecordsPerPage RecordsPerPage => RecordsPerPage.All;

    public override IReadOnlyList<WriterAt> Writers => [new("mprotect-mid", 0), new("mprotect-mid", 2)];
}

public sealed class FileForgetsUnlock() : FileMutant(nameof(FileDefect.ForgetsUnlock), "I8");

public sealed class FileForgetsMmput() : FileMutant(nameof(FileDefect.ForgetsMmput), "I9");

public sealed class FileForgetsMmget() : FileMutant(nameof(FileDefect.ForgetsMmget), "I10")
{
    public override Faults Faults => Faults.Exit;
}

public sealed class FileFollowsTask() : FileMutant(nameof(FileDefect.FollowsTask), "I16")
{
    public override IReadOnlyList<WriterAt> Writers => [new("exec", 1)];
}

public sealed class FileSwallowsEintr() : FileMutant(nameof(FileDefect.SwallowsEintr), "I15")
{
    public override IReadOnlyList<WriterAt> Writers => [new("mprotect-mid", 1)];

    public override Faults Faults => Faults.Signal;
}

using LockCheck.Engine;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Reads in one read() call, for the tests of more than one invariant.</summary>
internal static class Scripts
{
    public static async Routine ReportAll()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        Report(4, 8, W);
        Report(8, 12, R);
        CallEnd(3);
        Close();
    }

    /// <summary>Leaves out the VMA in the middle.</summary>
    public static async Routine ReportAround(int error)
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        Report(8, 12, R);
        CallEnd(2);
        Close(error);
    }

    /// <summary>The same, while a munmap has cleared its range and has not committed.</summary>
    public static async Routine ReportAroundTheUnmapped()
    {
        await Open();
        await WriterIsAt(Place.Downgrade);
        CallBegin();
        Report(0, 4, R);
        Report(8, 12, R);
        CallEnd(2);
        Close();
    }
}

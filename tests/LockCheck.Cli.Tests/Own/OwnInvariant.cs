using LockCheck.Kernel;
using LockCheck.Specs.Invariants;

namespace LockCheck.Cli.Tests.Own;

/// <summary>No record is longer than three pages: an invariant of the tests' own.</summary>
public sealed class OwnInvariant : Invariant
{
    private const int PagesMax = 3;

    public override string Id => "own-short";

    public override string Title => "no record is longer than three pages";

    public override KernelEvent Subscribes => KernelEvent.Record;

    public override void OnRecord(int reader, in MapRecord record)
    {
        if (record.End - record.Start > PagesMax)
        {
            Broken(record, static record => $"{record} is longer than three pages");
        }
    }
}

using LockCheck.Conformance.Bpf;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>The open-coded iterator <c>bpf_iter_task_vma</c>, from the start of the region.</summary>
internal sealed class OpenCodedPasses : RaceReader
{
    private const int Busy = 16;
    private const int TriesMax = 1000;
    private readonly OpenCodedReader _reader = new();
    private readonly int _process;

    /// <summary>Loads its program.</summary>
    /// <exception cref="BpfException">The kernel refuses it.</exception>
    public OpenCodedPasses(string name, string model, int process)
        : base(name, model, RecordsPerPage.All) => _process = process;

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    /// <inheritdoc/>
    protected override void Read()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                foreach (var record in _reader.ReadAll(_process, FirstAddress))
                {
                    _ = Add(record.Start, record.End, VmaFlagBits.ProtOf(record.Flags));
                }

                return;
            }
            catch (BpfException refused) when (refused.Errno == Busy && tries < TriesMax)
            {
                // new only tries alloc_lock, and nothing was shown yet.
            }
        }
    }
}

using System.Collections.Immutable;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// The kernel's own view of a region of a target, by <c>iter/task_vma</c>. The program is loaded once, a view is one
/// pass.
/// </summary>
public sealed class RegionKernelView : IKernelView
{
    private const int PageShift = 12;

    private readonly TaskVmaReader _reader;
    private readonly ulong _start;

    // The numbers say only which anon_vmas are the same, from view to view: the pointer itself would do, too.
    private AnonVmaNumbers _numbers = new();

    private RegionKernelView(TaskVmaReader reader, long startPage) =>
        (_reader, _start) = (reader, (ulong)startPage << PageShift);

    /// <summary>Opens the view of a region; null where BPF is not to be had: <see cref="BpfSupport.WhyNot"/>.</summary>
    /// <param name="target">The process that the region is in.</param>
    /// <param name="startPage">The page where it starts.</param>
    /// <exception cref="TargetException">The kernel refuses a reader of this process.</exception>
    public static IKernelView? TryOpen(TargetProcess target, long startPage)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (BpfSupport.WhyNot is not null)
        {
            return null;
        }

        try
        {
            return new RegionKernelView(TaskVmaReader.Open(target.Id), startPage);
        }
        catch (BpfException exception)
        {
            throw new TargetException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<KernelRow> Read(long start, long end)
    {
        try
        {
            var view = KernelView.Of(
                _reader, _start + ((ulong)start << PageShift), _start + ((ulong)end << PageShift), _numbers);
            if (view.Rows.Count == 0)
            {
                // Nothing is left that a later view could be compared with.
                _numbers = new AnonVmaNumbers();
            }

            return
            [
                .. view.Rows.Select(row => new KernelRow(
                    row.Start + start,
                    row.End + start,
                    (VmFlags)row.Flags,
                    row.HasFile ? row.PageOffset : row.PageOffset + start,
                    row.AnonVma,
                    row.Singular)),
            ];
        }
        catch (BpfException exception)
        {
            throw new TargetException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}

using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.SeqFile;

/// <summary>Writes down what a monitor hears of a reader; keeps the sizes of its pages in the state vector.</summary>
internal sealed class ReadLog(bool isQuiet = false) : Monitor
{
    private Region<Pages> _pages;

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes =>
        KernelEvent.Read | KernelEvent.Call | KernelEvent.Record | KernelEvent.Iterator;

    public override void Attach(KernelModel model, VectorLayout layout) => _pages = layout.History<Pages>("pages");

    public override void OnReadBegin(int reader) => Add("open");

    public override void OnReadEnd(int reader, int error)
    {
        Add($"close {error}");
        if (isQuiet)
        {
            // One digit a call, the first call's in front.
            Notes.Add($"pages {_pages[0].Digits}");
        }
    }

    public override void OnCallBegin(int reader) => Add("read(");

    public override void OnCallEnd(int reader, int result)
    {
        _pages[0].Digits = (_pages[0].Digits * 10) + result;
        Add($") = {result}");
    }

    public override void OnRecord(int reader, in MapRecord record) => Add($"show {record}");

    public override void OnIterator(int reader, IteratorCall call) => Add($"[{call}]");

    private void Add(string line)
    {
        if (!isQuiet)
        {
            Notes.Add(line);
        }
    }

    private struct Pages
    {
        public long Digits;
    }
}

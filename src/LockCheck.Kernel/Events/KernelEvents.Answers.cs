namespace LockCheck.Kernel;

/// <content>What readers raise that are judged by an answer, or by the VMA that they rely on.</content>
public sealed partial class KernelEvents
{
    /// <summary>A BPF program ends that looped over an open-coded iterator, or looked one VMA up.</summary>
    /// <param name="result">The number of records, or an error.</param>
    /// <param name="isLookup">Whether it looked one up: then there are no records.</param>
    public void ProgramEnd(int result, bool isLookup = false)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(EventText.OfProgram(result, isLookup));
        }

        CallEnds(result);
    }

    /// <summary>A reader asks about a page by PROCMAP_QUERY, which is a call like read().</summary>
    /// <param name="page">The page.</param>
    /// <param name="orNext">Whether the next VMA is an answer, too, where nothing covers the page.</param>
    internal void QueryBegin(int page, bool orNext)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain($"asks which VMA covers page {page}{(orNext ? ", or comes next" : string.Empty)}");
        }

        CallBegin();
        var reader = Reader();
        foreach (var monitor in _query)
        {
            monitor.OnQueryBegin(reader, page, orNext);
        }
    }

    /// <summary>PROCMAP_QUERY returns to user space.</summary>
    /// <param name="error">0, or an error; -ENOENT says that there is no such VMA.</param>
    internal void QueryEnd(int error)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(EventText.OfQuery(error));
        }

        var reader = Reader();
        foreach (var monitor in _query)
        {
            monitor.OnQueryEnd(reader, error);
        }

        CallEnds(error == 0 ? 1 : error);
    }

    internal void FaultBegins(int page, Vma vma)
    {
        var reader = Reader();
        var record = vma.ToRecord();
        foreach (var monitor in _fault)
        {
            monitor.OnFaultBegins(reader, page, vma, record);
        }
    }

    internal void FaultEnds(int page, Vma vma)
    {
        var reader = Reader();
        var record = vma.ToRecord();
        foreach (var monitor in _fault)
        {
            monitor.OnFaultEnds(reader, page, vma, record);
        }
    }
}

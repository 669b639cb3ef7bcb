namespace LockCheck.Kernel.Tests.Support;

/// <summary>Writes down where write critical sections begin and end, and what the map is then.</summary>
internal sealed class SectionLog(bool withMap = false) : Monitor
{
    private KernelModel? _model;

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes => KernelEvent.WriteLock | KernelEvent.Commit;

    public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

    public override void OnWriteLocked(Mm mm) => Add("write lock");

    public override void OnCommit(Mm mm) => Add("commit");

    private void Add(string what)
    {
        var map = CommittedMap.Now(_model!);
        var records = new List<string>();
        for (var position = 0; position < map.Count; position++)
        {
            records.Add(map[position].ToString());
        }

        Notes.Add(withMap
            ? $"{what} {string.Join(' ', records)}, open {_model!.IsWriteSectionOpen()}, live {_model.HasLiveWriters()}"
            : what);
    }
}

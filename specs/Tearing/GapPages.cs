using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tearing;

/// <summary>
/// The pages that lie between neighbouring records of a read, and in neither: a gap for a page of W, the addresses
/// mapped throughout the read, is false; any other is real (protocols.md 4, I7).
/// </summary>
/// <remarks>
/// History is one bitmap a reader: the pages mapped in every state so far that were left out between neighbours, or lie
/// behind the last record. The highest end of a record separates the two. What lies before the first record of a read
/// or behind its last one is no gap between neighbours. States, and the in-flight rule, are those of I1: what only a
/// commit can decide waits for it, and a read that fails decides nothing. Once nobody is left who could unmap
/// anything, one page stands for all that were left out.
/// <para>
/// Whoever wants to hear of real gaps pays for a second bitmap: the pages mapped in no state so far. A hole that is
/// there in every state is no tearing, so a real gap is told only for a page that is mapped in some states of the read
/// and not in others.
/// </para>
/// </remarks>
internal sealed class GapPages
{
    private readonly KernelModel _model;
    private readonly Action<int> _onFalseGap;
    private readonly Action<int>? _onRealGap;
    private readonly Region<ushort> _last; // the highest end of a record
    private readonly Region<Phase> _phases;
    private readonly PageSet _throughout;
    private readonly PageSet? _never;
    private readonly PageSet _before;
    private readonly int _pages;

    /// <summary>Declares the history.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layout">Where to declare it.</param>
    /// <param name="name">What the history is called.</param>
    /// <param name="onFalseGap">Hears the page of a false gap, at the end of the read.</param>
    /// <param name="onRealGap">Hears the page of a real gap; null if nobody wants to.</param>
    public GapPages(
        KernelModel model, VectorLayout layout, string name, Action<int> onFalseGap, Action<int>? onRealGap = null)
    {
        _model = model;
        _onFalseGap = onFalseGap;
        _onRealGap = onRealGap;
        _pages = model.Settings.Layout.Pages;
        _last = layout.History<ushort>($"{name} end of the last record", model.ReaderCount);
        _phases = layout.History<Phase>($"{name} phase", model.ReaderCount);
        _throughout = new PageSet(layout, $"{name} pages left out", model.ReaderCount, _pages);
        _before = new PageSet(layout, $"{name} pages before the section", 1, _pages);
        _never = onRealGap is null
            ? null
            : new PageSet(layout, $"{name} pages mapped in no state", model.ReaderCount, _pages);
    }

    private enum Phase : byte
    {
        Idle,
        Reading,
        Deciding,
    }

    /// <summary>The events that it has to hear.</summary>
    public static KernelEvent Subscribes =>
        KernelEvent.Read | KernelEvent.Record | KernelEvent.Commit | KernelEvent.WriteLock;

    public void ReadBegin(int reader)
    {
        _phases[reader] = Phase.Reading;
        if (_model.IsWriteSectionOpen(reader))
        {
            _throughout.Assign(reader, _before, 0);
        }
        else
        {
            _throughout.Assign(reader, CommittedMap.Now(_model, reader));
        }

        if (_never is not null)
        {
            _never.Add(reader, 0, _pages);
            _never.ExceptWith(reader, _throughout, reader);
        }
    }

    public void Record(int reader, in MapRecord record)
    {
        ref var last = ref _last[reader];

        // Before the first record there is no neighbour; what a later one covers again was left out all the same.
        var from = last == 0 ? 0 : Math.Max(last, record.Start);
        for (var page = (int)last; last != 0 && page < record.Start; page++)
        {
            if (_never is not null && !_throughout.Contains(reader, page) && !_never.Contains(reader, page))
            {
                _onRealGap!(page);
            }
        }

        _throughout.Remove(reader, from, record.End);
        _never?.Remove(reader, from, record.End);
        last = Math.Max(last, record.End);
        if (!_model.HasLiveWriters())
        {
            Settle(reader, last);
        }
    }

    public void WriteLocked() => _before.Assign(0, CommittedMap.Now(_model));

    public void Commit()
    {
        _before.Clear(0);
        for (var reader = 0; reader < _phases.Count; reader++)
        {
            if (_phases[reader] == Phase.Idle)
            {
                continue;
            }

            var map = CommittedMap.Now(_model, reader);
            TellRealGap(reader, map);
            _throughout.IntersectWith(reader, map);
            _never?.Remove(reader, map);
            if (_phases[reader] == Phase.Deciding)
            {
                Decide(reader);
            }
        }
    }

    public void ReadEnd(int reader, int error)
    {
        _throughout.Remove(reader, _last[reader], _pages);
        _never?.Remove(reader, _last[reader], _pages);
        if (error < 0)
        {
            Forget(reader);
        }
        else if (_model.IsWriteSectionOpen(reader))
        {
            _phases[reader] = Phase.Deciding;
        }
        else
        {
            Decide(reader);
        }
    }

    /// <summary>Nothing can be unmapped any more: of what was left out, the lowest page decides.</summary>
    private void Settle(int reader, int last)
    {
        var lowest = _throughout.First(reader);
        if (lowest >= 0 && lowest < last)
        {
            _throughout.Remove(reader, lowest + 1, last);
        }

        _never?.Remove(reader, 0, last);
    }

    /// <summary>A commit that unmaps or maps what was left out makes a real gap of it.</summary>
    private void TellRealGap(int reader, CommittedMap map)
    {
        for (var page = 0; _never is not null && page < _last[reader]; page++)
        {
            var isMapped = map.Covers(page);
            if (isMapped ? _never.Contains(reader, page) : _throughout.Contains(reader, page))
            {
                _onRealGap!(page);
                return;
            }
        }
    }

    private void Decide(int reader)
    {
        if (!_throughout.IsEmpty(reader))
        {
            _onFalseGap(_throughout.First(reader));
        }

        Forget(reader);
    }

    private void Forget(int reader)
    {
        _throughout.Clear(reader);
        _never?.Clear(reader);
        _last[reader] = 0;
        _phases[reader] = Phase.Idle;
    }
}

using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tearing;

/// <summary>
/// Follows the read() calls of each reader through the states S_k (protocols.md 4), and says from how few of them the
/// records of a call come.
/// </summary>
/// <remarks>
/// A reader that shows a VMA under the mmap_lock shows the state at a commit: its call is followed from its first
/// record on, and nothing is kept before. A reader that <see cref="ReaderProtocol.DeliversUnlocked"/> may show what
/// was there when it called read(): its calls are followed from their beginning. What it delivers while a write
/// critical section is open may come from the post-state (the in-flight rule), which only the commit tells: until then
/// its calls and records wait in order. A call that ended meanwhile is decided by the same commit.
/// </remarks>
internal sealed class CallHistory
{
    // Its begin, a record, and its end.
    private const int CallEntries = 3;

    private static readonly MapRecord BeginMark = new(ushort.MaxValue, 1, default);
    private static readonly MapRecord EndMark = new(ushort.MaxValue, 2, default);

    private readonly KernelModel _model;
    private readonly CallStates _states;
    private readonly RecordSet _before;
    private readonly Region<bool> _hasBefore;
    private readonly RecordQueue? _waiting;
    private readonly Outcome _told;

    /// <summary>Declares the history.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layout">Where to declare it.</param>
    /// <param name="name">What the history is called.</param>
    /// <param name="limit">The number of states from which on they are not counted.</param>
    /// <param name="deliversUnlocked">Whether the readers deliver without the mmap_lock.</param>
    /// <param name="told">Hears what each record is worth: see <see cref="CallStates"/>.</param>
    public CallHistory(
        KernelModel model, VectorLayout layout, string name, int limit, bool deliversUnlocked, Outcome told)
    {
        _model = model;
        _told = told;
        _states = new CallStates(model, layout, name, limit, deliversUnlocked);
        var vmas = model.Settings.Layout.Vmas.Length + model.Settings.SpareVmas;
        _before = new RecordSet(layout, $"{name} map before the section", 1, vmas);
        _hasBefore = layout.History<bool>($"{name} has a map before the section", 1);
        if (deliversUnlocked)
        {
            // Every VMA may be delivered by a call of its own; the gate and the end of the file are calls too.
            _waiting = new RecordQueue(
                layout, $"{name} records to be decided", model.ReaderCount, CallEntries * (vmas + 2));
        }
    }

    /// <summary>Hears what a record is worth: a number of states, or why there is none.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="states">The number; <see cref="CallStates.Impossible"/> if no states have the records.</param>
    /// <param name="record">The record.</param>
    public delegate void Outcome(int reader, int states, in MapRecord record);

    /// <summary>The events that it has to hear.</summary>
    public static KernelEvent Subscribes =>
        KernelEvent.Call | KernelEvent.Record | KernelEvent.Commit | KernelEvent.WriteLock;

    private bool IsOpen => _model.IsWriteSectionOpen();

    public void CallBegin(int reader)
    {
        if (_waiting is not null && IsOpen)
        {
            _waiting.Add(reader, BeginMark);
        }
        else if (_waiting is not null)
        {
            _states.Begin(reader);
        }
    }

    public void Record(int reader, Mm mm, in MapRecord record)
    {
        if (mm == Mm.Second)
        {
            // Nobody changes it: it has one state. That a call has records of both mms is for I16 to say.
            return;
        }

        if (_waiting is null)
        {
            if (_states.IsIdle(reader))
            {
                _states.Begin(reader);
            }

            _told(reader, _states.Add(reader, record), record);
        }
        else if (IsOpen)
        {
            _waiting.Add(reader, record.Shown);
        }
        else
        {
            _told(reader, _states.Add(reader, record), record);
        }
    }

    public void CallEnd(int reader)
    {
        if (_waiting is not null && IsOpen)
        {
            _waiting.Add(reader, EndMark);
        }
        else
        {
            _states.End(reader);
        }
    }

    public void WriteLocked()
    {
        if (_waiting is null && !IsAnyCounting())
        {
            return;
        }

        _hasBefore[0] = true;
        var map = CommittedMap.OfMm(_model);
        for (var position = 0; position < map.Count; position++)
        {
            _before.Add(0, map[position]);
        }
    }

    /// <summary>Adds the state of a commit.</summary>
    /// <returns>False if that is one too many for a call, which is not counted any further.</returns>
    public bool Commit()
    {
        if (IsOpen || !_hasBefore[0])
        {
            // The target has lost its mm: the states are those of the mm, and it has not changed.
            return true;
        }

        var isCounted = true;
        for (var reader = 0; reader < _states.Readers; reader++)
        {
            isCounted &= _states.Commit(reader, _before);
            isCounted &= Decide(reader);
        }

        _before.Clear(0);
        _hasBefore[0] = false;
        return isCounted;
    }

    private bool IsAnyCounting()
    {
        for (var reader = 0; reader < _states.Readers; reader++)
        {
            if (_states.IsCounting(reader))
            {
                return true;
            }
        }

        return false;
    }

    private bool Decide(int reader)
    {
        if (_waiting is null)
        {
            return true;
        }

        var isCounted = true;
        foreach (ref readonly var waiting in _waiting.Of(reader))
        {
            if (waiting == BeginMark)
            {
                // The call began with the section open: in the state before it.
                _states.Begin(reader);
                isCounted &= _states.Commit(reader, _before);
            }
            else if (waiting == EndMark)
            {
                _states.End(reader);
            }
            else
            {
                _told(reader, _states.Add(reader, waiting), waiting);
            }
        }

        _waiting.Clear(reader);
        return isCounted;
    }
}

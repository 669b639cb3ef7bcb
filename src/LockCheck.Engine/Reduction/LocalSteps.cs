using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Takes the steps that no other thread can tell the time of, at once, and keeps no state before them.
/// </summary>
internal sealed unsafe class LocalSteps : IDisposable
{
    private const int MaxChain = 1000;

    private readonly LoadedModel _model;
    private readonly StateShape _shape;
    private readonly Stepper _stepper;
    private readonly FootprintTable _footprints;
    private readonly FutureTable _futures;
    private readonly FootprintProbe _probe;
    private readonly PropertyTable _properties;
    private readonly Stack<Branch> _waiting = new();
    private readonly Stack<Branch> _spare = new();
    private readonly List<Branch> _made = [];
    private readonly int[] _looks = new int[VectorLayout.MaxThreads];
    private readonly int[] _places = new int[VectorLayout.MaxThreads];
    private uint _running;

    public LocalSteps(LoadedModel model, Stepper stepper, PropertyTable properties, Learned learned)
    {
        _model = model;
        _shape = model.Shape;
        _stepper = stepper;
        _properties = properties;
        _footprints = learned.Footprints;
        _futures = learned.Futures;
        _probe = new FootprintProbe(model, stepper, _footprints);
    }

    /// <summary>Gets or sets what hears of properties that a step of a chain broke.</summary>
    public Action<Branch, ulong, PathStep> Report { get; set; } = (_, _, _) => { };

    public bool IsBroken => _futures.IsBroken;

    public long Looks { get; private set; }

    public long Attempts { get; private set; }

    public long Taken { get; private set; }

    /// <summary>Begins a step whose footprint is to be learned.</summary>
    public void BeginStep() => _probe.Begin();

    /// <summary>Learns a step's footprint, and where it leads.</summary>
    public int Learn(int slot, byte* worldBefore, int place)
    {
        var footprint = _probe.EndStep(slot, worldBefore);
        _futures.Learn(place, footprint);
        for (var touched = _stepper.TouchedThreads; touched != 0; touched &= touched - 1)
        {
            _futures.Link(place, PlaceOf(_stepper.State, BitOperations.TrailingZeroCount(touched)));
        }

        return footprint;
    }

    public int PlaceOfHash(ulong hash) => _futures.PlaceOf(hash);

    /// <summary>Begins with a state; it is copied.</summary>
    public void Start(byte* state, uint touched)
    {
        var branch = Take();
        CopyAll(state, branch.State);
        branch.Touched = touched;
        _waiting.Push(branch);
    }

    /// <summary>Gives the next state in which no thread has a local step; null when there is none. Valid until the next call.</summary>
    public Branch? Next()
    {
        if (!_waiting.TryPop(out var branch))
        {
            return null;
        }

        while (branch.Steps.Count < MaxChain && TakeLocal(ref branch))
        {
        }

        _spare.Push(branch);
        return branch;
    }

    public void Dispose()
    {
        _probe.Dispose();
        foreach (var branch in _spare.Concat(_waiting))
        {
            branch.Dispose();
        }
    }

    private bool TakeLocal(ref Branch branch)
    {
        var enabled = Look(branch.State);
        for (var rest = enabled; rest != 0; rest &= rest - 1)
        {
            if (TryStep(ref branch, BitOperations.TrailingZeroCount(rest), enabled))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Learns what the stepper's threads look at to see whether they are blocked.</summary>
    /// <returns>The threads that are not, a bit each.</returns>
    public uint Look() => Look(_stepper.State);

    /// <summary>Takes a step, behind <see cref="Look()"/>, and learns from it.</summary>
    /// <returns>Whether it was no crash.</returns>
    public bool Step(int slot, Func<int, int> draw)
    {
        var before = Take();
        CopyAll(_stepper.State, before.State);
        _stepper.Tape.Draw(draw);
        _probe.Begin();
        _stepper.Step(slot);
        _ = Learn(slot, before.State, _places[slot]);
        _spare.Push(before);
        return !_properties.IsCrash(_stepper.Reported);
    }

    private const int Never = -1;
    private readonly Dictionary<ulong, int> _steps = [];
    private ulong _world;
    private static ulong Mix(int place, ulong world) => (world ^ (ulong)place) * 0x9E3779B97F4A7C15;

    private uint Look(byte* state)
    {
        _world = _shape.HashWorld(state);
        Looks++;
        _stepper.WorkOn(state);
        var enabled = 0u;
        _running = 0;
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            var header = (ThreadHeader*)_shape.Thread(state, slot);
            if (header->Status != ThreadStatus.Running)
            {
                continue;
            }

            _running |= 1u << slot;
            _places[slot] = PlaceOf(state, slot);
            _looks[slot] = FootprintTable.Nothing;
            if (header->MayBlock == 0)
            {
                enabled |= 1u << slot;
                continue;
            }

            _probe.Begin();
            if (_stepper.View.IsEnabled(ThreadId.Of(slot)))
            {
                enabled |= 1u << slot;
            }

            _looks[slot] = _probe.EndLook();
            _futures.Learn(_places[slot], _looks[slot]);
        }

        return enabled;
    }

    private bool TryStep(ref Branch branch, int slot, uint enabled)
    {
        var active = ActiveBeside(slot, enabled);
        var footprint = _looks[slot];
        var step = Mix(_places[slot], _world);
        if (_steps.TryGetValue(step, out var known))
        {
            footprint = _footprints.Union(footprint, known);
            if (known == Never || Conflicts(active, footprint)) return false;
        }

        Attempts++;
        var goesOn = false;
        var isLocal = !Conflicts(active, footprint);
        _stepper.Tape.Clear();
        while (isLocal)
        {
            var made = Take();
            CopyAll(branch.State, made.State);
            made.Follow(branch);
            _made.Add(made);
            _stepper.WorkOn(made.State);
            _probe.Begin();
            _stepper.Step(slot);
            footprint = _footprints.Union(footprint, Learn(slot, branch.State, _places[slot]));
            made.Step = new PathStep((byte)slot, _stepper.Tape.Code);
            made.Reported = _stepper.Reported;
            made.Touched |= _stepper.TouchedThreads;
            made.IsCrash = _properties.IsCrash(made.Reported);
            goesOn |= !made.IsCrash;
            isLocal = !Conflicts(active, footprint);
            if (!isLocal || !_stepper.Tape.Advance())
            {
                break;
            }
        }

        isLocal &= goesOn;
        if (!isLocal)
        {
            _steps[step] = footprint;
            Diagnose(active, slot, footprint, branch.State);
            foreach (var made in _made)
            {
                _spare.Push(made);
            }

            _made.Clear();
            return false;
        }

        Assume(active, slot, enabled, footprint);
        Taken++;
        Branch? next = null;
        foreach (var made in _made)
        {
            if (made.Reported != 0)
            {
                Report(branch, made.Reported, made.Step);
            }

            if (made.IsCrash)
            {
                _spare.Push(made);
                continue;
            }

            made.Steps.Add(made.Step);
            if (next is null)
            {
                next = made;
            }
            else
            {
                _waiting.Push(made);
            }
        }

        _made.Clear();
        _spare.Push(branch);
        branch = next!;
        return true;
    }

    /// <summary>The threads that can move as long as one of them does not.</summary>
    private uint ActiveBeside(int slot, uint enabled)
    {
        var active = enabled & ~(1u << slot);
        var blocked = _running & ~enabled;
        for (var rest = blocked; rest != 0; rest &= rest - 1)
        {
            var thread = BitOperations.TrailingZeroCount(rest);
            if ((active & (1u << thread)) == 0 && Conflicts(active, _looks[thread]))
            {
                active |= 1u << thread;
                rest = (blocked & ~active) | (1u << thread);
            }
        }

        return active;
    }

    private bool Conflicts(uint threads, int footprint)
    {
        for (; threads != 0; threads &= threads - 1)
        {
            var thread = BitOperations.TrailingZeroCount(threads);
            if (_footprints.Conflict(_futures.FutureOf(_places[thread]), footprint))
            {
                return true;
            }
        }

        return false;
    }

    private void Assume(uint active, int slot, uint enabled, int footprint)
    {
        for (var blocked = _running & ~enabled & ~active; blocked != 0; blocked &= blocked - 1)
        {
            footprint = _footprints.Union(footprint, FootprintTable.Nothing);
            var look = _looks[BitOperations.TrailingZeroCount(blocked)];
            for (var rest = active; rest != 0; rest &= rest - 1)
            {
                _futures.Assume(_places[BitOperations.TrailingZeroCount(rest)], look);
            }
        }

        for (; active != 0; active &= active - 1)
        {
            _futures.Assume(_places[BitOperations.TrailingZeroCount(active)], footprint);
        }
    }

    public static readonly Dictionary<string, long> Why = new();
    public static bool Diag = System.Environment.GetEnvironmentVariable("LC_WHY") is not null;
    private void Diagnose(uint active, int slot, int footprint, byte* state)
    {
        if (!Diag) return;
        _stepper.WorkOn(state);
        var op = OperationType.Find(((ThreadHeader*)_shape.Thread(state, slot))->Operation).Name;
        op = op[(op.LastIndexOf('.')+1)..];
        op += " " + System.Text.RegularExpressions.Regex.Replace(_stepper.View.PendingOf(ThreadId.Of(slot)), "[0-9]+", "#");
        if (op.Length > 70) op = op[..70];
        var a = _footprints.Of(footprint); var n = _footprints.HalfBytes;
        var others = new SortedSet<string>();
        for (; active != 0; active &= active - 1)
        {
            var t = BitOperations.TrailingZeroCount(active);
            var f = _footprints.Of(_futures.FutureOf(_places[t]));
            for (var i = 0; i < n; i++)
            {
                var ts = (a[i] & f[i + n]); var st = a[i + n] & f[i];
                if ((ts | st) == 0) continue;
                string where;
                if (i >= _shape.WorldBytes) where = $"thread {i - _shape.WorldBytes}";
                else { var region = _model.Layout.Regions.Last(r => r.Offset <= i); where = $"{region.Name}+{i - region.Offset}"; }
                others.Add($"{where}{(ts != 0 ? " I observe" : "")}{(st != 0 ? " I change" : "")} vs {_stepper.View.NameOf(ThreadId.Of(t))}");
            }
        }
        var list = others.ToList();
        if (list.Count > 8) list = [.. list.Take(8), $"and {list.Count - 8} more"];
        var key = $"{_stepper.View.NameOf(ThreadId.Of(slot))} {op}: " + string.Join(" | ", list);
        Why[key] = Why.GetValueOrDefault(key) + 1;
    }

    private int PlaceOf(byte* state, int slot) => _futures.PlaceOf(_shape.HashThread(state, slot));

    private Branch Take()
    {
        var branch = _spare.TryPop(out var spare) ? spare : new Branch(_shape.VectorBytes);
        branch.Clear();
        return branch;
    }

    private void CopyAll(byte* from, byte* to)
    {
        Words.Copy(from, to, _shape.WorldBytes);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            var thread = _shape.Thread(from, slot);
            Words.Copy(thread, _shape.Thread(to, slot), _shape.UsedBytes(thread));
        }
    }

    /// <summary>A state on the way, and the steps that led to it.</summary>
    internal sealed class Branch(int bytes) : IDisposable
    {
        public byte* State { get; } = (byte*)NativeMemory.AllocZeroed((nuint)(bytes + 64));

        public List<PathStep> Steps { get; } = [];

        public uint Touched { get; set; }

        public PathStep Step { get; set; }

        public ulong Reported { get; set; }

        public bool IsCrash { get; set; }

        public void Clear()
        {
            Steps.Clear();
            Touched = 0;
        }

        public void Follow(Branch before)
        {
            Steps.AddRange(before.Steps);
            Touched = before.Touched;
        }

        public void Dispose() => NativeMemory.Free(State);
    }
}

using System.Runtime.InteropServices;

namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>
/// A record of piece numbers stands for a state byte by byte, and one that was made from another record is the one that
/// the state would have had anyway.
/// </summary>
public sealed unsafe class StatePiecesTests : IDisposable
{
    private const int States = 300;

    private readonly StateShape _shape = LoadedModel.Load(new Blocks()).Shape;
    private readonly SplitMix _random = new(1);
    private readonly StatePieces _pieces;
    private readonly StateBuffer _buffer;
    private readonly List<(nint State, nint Record)> _known = [];

    public StatePiecesTests()
    {
        _pieces = new StatePieces(_shape, isShared: false);
        _buffer = new StateBuffer(_shape, _pieces);
        Assert.True(_pieces.PartCount > 10);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _pieces.Dispose();
        foreach (var (state, record) in _known)
        {
            NativeMemory.Free((void*)state);
            NativeMemory.Free((void*)record);
        }
    }

    [Fact]
    public void A_record_gives_back_the_state()
    {
        Fill();
        for (var i = 0; i < 20 * States; i++)
        {
            var (state, record) = _known[_random.Below(States)];
            _buffer.Load((byte*)record);
            AssertSame((byte*)state, _buffer.State);
            if (_random.Below(10) == 0)
            {
                new Span<byte>(_buffer.State, _shape.VectorBytes).Fill(0xEE);
                _buffer.Forget();
            }
        }
    }

    [Fact]
    public void Equal_states_have_equal_records_and_others_have_not()
    {
        Fill();
        foreach (var (state, record) in _known.ToList())
        {
            Assert.True(Same(record, Recorded((byte*)state)));
            foreach (var (other, otherRecord) in _known.Take(States))
            {
                Assert.Equal(IsSame((byte*)state, (byte*)other), Same(record, otherRecord));
            }
        }

        var (most, bytes) = (new int[_shape.ThreadCount], _shape.WorldBytes);
        foreach (var (state, _) in _known.Take(States))
        {
            for (var slot = 0; slot < most.Length; slot++)
            {
                most[slot] = Math.Max(most[slot], _shape.UsedBytes(_shape.Thread((byte*)state, slot)));
            }
        }

        Assert.Equal(bytes + most.Sum(), _pieces.VectorBytes);
    }

    /// <summary>Steps that change nothing, the world only, a thread's status only, and everything at once.</summary>
    [Fact]
    public void A_changed_state_has_the_record_that_it_would_have_had()
    {
        Fill();
        var changed = new byte[_pieces.RecordBytes];
        for (var i = 0; i < 20 * States; i++)
        {
            var record = (byte*)_known[_random.Below(States)].Record;
            _buffer.Load(record);
            var (units, threads) = (0UL, 0u);
            for (var n = _random.Below(4); n > 0; n--)
            {
                // What is touched need not change.
                var at = _random.Below(_shape.WorldBytes / 8);
                units |= 1UL << ((at * 8) >> _shape.UnitShift);
                ((ulong*)_buffer.State)[at] = (ulong)_random.Below(2);
            }

            for (var n = _random.Below(3); n > 0; n--)
            {
                var slot = _random.Below(_shape.ThreadCount);
                threads |= 1u << slot;
                Change(_buffer.State, slot);
            }

            fixed (byte* made = changed)
            {
                new Span<byte>(record, _pieces.RecordBytes).CopyTo(changed);
                _buffer.Absorb(made, units, threads);
                var expected = Recorded(_buffer.State);
                Assert.True(Same((nint)made, expected), $"change {i}: units {units:X}, threads {threads:X}");
                for (var slot = 0; slot < _shape.ThreadCount; slot++)
                {
                    var isRunning = ((ThreadHeader*)_shape.Thread(_buffer.State, slot))->Status == ThreadStatus.Running;
                    Assert.Equal(isRunning, (_pieces.ThreadsIn(made)[slot] & StatePieces.NotRunning) == 0);
                }
            }
        }
    }

    private void Fill()
    {
        for (var i = 0; i < States; i++)
        {
            var state = (byte*)NativeMemory.AllocZeroed((nuint)_shape.VectorBytes);
            for (var n = _random.Below(4); n > 0; n--)
            {
                ((ulong*)state)[_random.Below(_shape.WorldBytes / 8)] = (ulong)_random.Below(3);
            }

            for (var slot = 0; slot < _shape.ThreadCount; slot++)
            {
                Change(state, slot);
            }

            _known.Add(((nint)state, Recorded(state)));
        }
    }

    /// <summary>Gives a thread another status, and other frames.</summary>
    private void Change(byte* state, int slot)
    {
        var thread = _shape.Thread(state, slot);
        new Span<byte>(thread, _shape.ThreadStride).Clear();
        ((ThreadHeader*)thread)->Status = (ThreadStatus)_random.Below(3);
        ((ThreadHeader*)thread)->Top = (ushort)(_random.Below(3) * 8);
        var used = _shape.UsedBytes(thread);
        thread[used - 1] = _random.Below(4) == 0 ? (byte)1 : (byte)0;
        if (((ThreadHeader*)thread)->Top > 0)
        {
            thread[_shape.FixedThreadBytes] = (byte)_random.Below(2);
        }
    }

    private nint Recorded(byte* state)
    {
        var record = (byte*)NativeMemory.AllocZeroed((nuint)_pieces.RecordBytes);
        _pieces.Record(state, record);
        if (_known.Count >= States)
        {
            _known.Add((0, (nint)record));
        }

        return (nint)record;
    }

    private bool Same(nint one, nint other) => new Span<byte>((void*)one, _pieces.RecordBytes)
        .SequenceEqual(new Span<byte>((void*)other, _pieces.RecordBytes));

    private void AssertSame(byte* one, byte* other) => Assert.True(IsSame(one, other));

    private bool IsSame(byte* one, byte* other)
    {
        if (!new Span<byte>(one, _shape.WorldBytes).SequenceEqual(new Span<byte>(other, _shape.WorldBytes)))
        {
            return false;
        }

        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            var mine = _shape.Thread(one, slot);
            var others = _shape.Thread(other, slot);
            if (!new Span<byte>(mine, _shape.UsedBytes(mine)).SequenceEqual(
                new Span<byte>(others, _shape.UsedBytes(others))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A world of some parts, of which the last one is short, and five threads.</summary>
    private sealed class Blocks : Model
    {
        public override int ThreadCount => 5;

        public override IReadOnlyList<Property> Properties => [];

        public override void Declare(VectorLayout layout) => layout.Shared<long>("numbers", 99);

        public override void Start()
        {
        }

        public override string RoleName(int role) => "t";
    }
}

using System.Runtime.CompilerServices;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>One thread alone, stepped by hand, to look at the bytes that it leaves in the state vector.</summary>
internal sealed unsafe class FrameProbe(Func<Routine> routine) : IDisposable
{
    private readonly PathRunner _runner = new(LoadedModel.Load(new ScratchWorld(routine)));

    /// <summary>The bytes of the thread after its spawn and after each of its steps.</summary>
    public List<byte[]> Run()
    {
        _runner.Reset();
        var segments = new List<byte[]> { Segment() };
        while (_runner.Stepper.View.IsEnabled(ThreadId.Of(0)))
        {
            _runner.Step(new PathStep(0, 0));
            segments.Add(Segment());
        }

        return segments;
    }

    /// <summary>The same among garbage, other for each number: on the stack, and in the holes of values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public List<byte[]> RunAmongGarbage(int number)
    {
        Garbage.Change(number);
        Dirty(number);
        return Run();
    }

    /// <summary>The frames of a thread's bytes, inner ones first: each one's place and type.</summary>
    public List<(int At, FrameType Type)> FramesOf(byte[] segment)
    {
        var frames = new List<(int, FrameType)>();
        var fixedBytes = _runner.Stepper.Shape.FixedThreadBytes;
        fixed (byte* thread = segment)
        {
            var header = (ThreadHeader*)thread;
            for (int at = header->TopFrame; header->Top > 0;)
            {
                var frame = (FrameHeader*)(thread + fixedBytes + at);
                frames.Add((fixedBytes + at + FrameHeader.Bytes, FrameType.Find(frame->Type)));
                if (at == 0)
                {
                    break;
                }

                at = frame->Previous;
            }
        }

        return frames;
    }

    public void Dispose() => _runner.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Dirty(int number)
    {
        var garbage = stackalloc byte[16 << 10];
        new Span<byte>(garbage, 16 << 10).Fill((byte)((number * 37) | 1));
        Keep(garbage);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(byte* garbage) => _ = *garbage;

    private byte[] Segment()
    {
        var thread = _runner.Stepper.Shape.Thread(_runner.Stepper.State, 0);
        return new Span<byte>(thread, _runner.Stepper.Shape.UsedBytes(thread)).ToArray();
    }
}

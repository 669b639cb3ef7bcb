namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>A queue keeps what was put in until it is released, whatever is put in behind it.</summary>
public unsafe class StateQueueTests
{
    private const int RecordBytes = 24;
    private const int ChunkStates = 1 << StateQueue.ChunkBits;

    /// <summary>
    /// A window that grows over many chunks and shrinks to one, so that the ring of chunks is widened.
    /// </summary>
    [Fact]
    public void Records_stay_where_they_are_until_they_are_released()
    {
        using var queue = new StateQueue(RecordBytes);
        var (first, end) = (0L, 0L);
        foreach (var (add, release) in new[] { (1, 0), (40, 3), (0, 36), (70, 20), (5, 50), (90, 1) })
        {
            for (var i = 0L; i < add * (long)ChunkStates; i += ChunkStates / 2)
            {
                queue.EnsureRoom(end + (ChunkStates / 2));
                for (var to = end + (ChunkStates / 2); end < to; end++)
                {
                    *(long*)queue[end] = end;
                    *(long*)(queue[end] + RecordBytes - sizeof(long)) = ~end;
                }
            }

            // A state in the middle of a chunk: the ones behind it in the chunk are still there.
            first += (release * (long)ChunkStates) + 17;
            queue.Release(first);
            for (var state = first; state < end; state++)
            {
                Assert.True(*(long*)queue[state] == state && *(long*)(queue[state] + RecordBytes - 8) == ~state);
            }
        }

        Assert.True(end > 200 * (long)ChunkStates);
    }

    [Fact]
    public void Room_that_was_released_is_used_again()
    {
        using var queue = new StateQueue(RecordBytes);
        queue.EnsureRoom(2 * ChunkStates);
        var bytes = queue.Bytes;
        Assert.Equal(2L * ChunkStates * RecordBytes, bytes);
        for (var end = 2L; end < 100; end++)
        {
            queue.Release((end - 1) * ChunkStates);
            queue.EnsureRoom((end + 1) * ChunkStates);
        }

        Assert.Equal(bytes, queue.Bytes);
    }
}

/* The history of I1 (docs/protocols.md 4): of each reader, the pages mapped throughout its read and not reported; the
 * pages before an open section, which count if the read begins in it; and where the read is. If a section is open when
 * it ends, that section's commit decides. SET is wide enough for a bit a page.
 */
#define IDLE 0
#define READING 1
#define DECIDING 2

SET pending[READERS];
SET before;
byte phase[READERS];

#define pages_of(start, end) ((1 << (end)) - (1 << (start)))

inline read_begins(mapped)
{
    pending[_pid] = (wr != 0 -> before : mapped);
    phase[_pid] = READING
}

inline decide(r)
{
    assert(I1 || pending[r] == 0);
    pending[r] = 0;
    phase[r] = IDLE
}

inline read_ends()
{
    if
    :: wr != 0 -> phase[_pid] = DECIDING
    :: else -> decide(_pid)
    fi
}

inline pages_committed(r, mapped)
{
    if
    :: phase[r] != IDLE ->
        pending[r] = pending[r] & (mapped);
        if
        :: phase[r] == DECIDING -> decide(r)
        :: else
        fi
    :: else
    fi
}

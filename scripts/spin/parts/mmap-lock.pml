/* mmap_lock at level L1 (docs/protocols.md 1.2), for READERS readers and then the writers: who holds it, and who waits
 * in which order. A thread that cannot have it takes a step to join the wait list.
 */
#define ID (_pid + 1)
#define BIT (1 << _pid)
#define is_writer(id) ((id) > READERS)

/* Never set: they name the invariant in the text of an assertion. */
hidden byte I1, I3, I8, I10;

byte wr;                /* the id of the writer */
byte rd;                /* a bit for each reader */
byte granted;           /* those that have been given it while they slept */
unsigned queue : 16;    /* four bits for each id, the first one lowest */

/* Of one d_step. */
hidden int sleepers;

#define queued(id) ((queue & 15) == (id) || (queue >> 4 & 15) == (id) || (queue >> 8 & 15) == (id) || \
    (queue >> 12 & 15) == (id))

inline enqueue(id)
{
    if
    :: queue == 0 -> queue = id
    :: queue != 0 && queue >> 4 == 0 -> queue = queue | id << 4
    :: queue >> 4 != 0 && queue >> 8 == 0 -> queue = queue | id << 8
    :: else -> queue = queue | id << 12
    fi
}

inline dequeue(id)
{
    if
    :: (queue & 15) == id -> queue = queue >> 4
    :: (queue >> 4 & 15) == id -> queue = (queue & 15) | queue >> 8 << 4
    :: (queue >> 8 & 15) == id -> queue = (queue & 255) | queue >> 12 << 8
    :: (queue >> 12 & 15) == id -> queue = queue & 4095
    :: else
    fi
}

/* A reader that waits has the lock when it was granted; another one, if nobody writes. */
#define read_open ((granted & BIT) || (wr == 0 && !queued(ID)))
#define read_joins (wr != 0 && !(granted & BIT) && !queued(ID))

inline read_take()
{
    assert(I8 || (granted & BIT) || !(rd & BIT));
    granted = granted & ~BIT;
    rd = rd | BIT
}

inline read_unlock()
{
    assert(I8 || (rd & BIT));
    rd = rd & ~BIT
}

/* Any writer wins a free lock. */
#define write_open (wr == 0 && rd == 0)
#define write_joins (!write_open && !queued(ID))
#define own (I10 || wr == ID)

inline write_take()
{
    assert(I8 || (wr != ID && !(rd & BIT)));
    dequeue(ID);
    wr = ID
}

/* A release with a reader at the head: every reader that waits is granted the lock. */
inline write_release()
{
    assert(I8 || wr == ID);
    wr = 0;
    if
    :: queue != 0 && !is_writer(queue & 15) ->
        sleepers = queue;
        queue = 0;
        do
        :: sleepers != 0 && is_writer(sleepers & 15) -> enqueue((sleepers & 15)); sleepers = sleepers >> 4
        :: sleepers != 0 && !is_writer(sleepers & 15) ->
            granted = granted | 1 << ((sleepers & 15) - 1);
            rd = rd | 1 << ((sleepers & 15) - 1);
            sleepers = sleepers >> 4
        :: else -> break
        od
    :: else
    fi
}

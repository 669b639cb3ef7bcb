/* /proc/PID/maps by per-VMA locks (P-PV, docs/protocols.md 2f) against two writers at different VMAs.
 *
 * The same model as
 *
 *   reader: proc_maps/per-vma-lock; readers: 2; writer: mprotect-mid at 0; writer: mprotect-mid at 2;
 *   records-per-page: 1; layout: 0-2r 2-4w 4-6r; invariants: I1, I3; lost-pages: all
 *
 * with -DREADERS=1 for one reader, -DWRITERS=1 for the first writer alone, -DALL for `records-per-page: all`, and
 * -DCALLS=2 for `undo: each round`: each writer takes its change back. I8 and I10 are always checked. docs/spin.md says
 * what is meant by the same, and what comes of it.
 *
 * Each transition is one step of LockCheck: one d_step, or one statement that touches nothing. A label is a scheduling
 * point; comments name the steps.
 *
 * No VMA comes, goes or moves. So the tree and the ranges of VMAs are formulas here, and only the protection, the
 * iterators and the locks are state; what a reader does about a detached VMA, one that ends before its position, or a
 * gap (2f: c EAGAIN, d, e) is asserted not to be needed. Left out because it is a function of what is kept: the
 * references that each reader has (I9 is not checked), the slot and start of an iterator's range, the VMA that
 * seq_file has in hand.
 *
 * With -DLEAN what a reader has sampled of mm_lock_seq is forgotten when lock_next_vma is behind its last use (e).
 *
 * VMA v, from 1, is the pages 2(v-1) to 2v-1.
 */
#ifndef READERS
#define READERS 2
#endif
#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef CALLS
#define CALLS 1
#endif
#ifdef ALL
#define full false
#else
#define full (!started)
#endif

#define VMAS 3
#define PAGES (2 * VMAS)
#define MAPPED ((1 << PAGES) - 1)
#define start_of(v) (2 * (v) - 2)
#define end_of(v) (2 * (v))
#define find(page) ((page) / 2 + 1)
#define VMA(v) (1 << (v))

/* A VMA as it is first is bit v - 1, and as it is changed bit v + 2. */
#define map_now ((~changed >> 1 & 7) | (changed >> 1) << 3)
#define record_of(v) (1 << ((v) - 1 + (changed & VMA(v) -> 3 : 0)))

#define SET byte
#include "parts/mmap-lock.pml"
#include "parts/pages-reported.pml"
#include "parts/records-shown.pml"
#include "parts/proc-file.pml"

/* VMA locks of era C (1.3): who holds each for read; which are write-locked; which keep readers out. */
byte held[VMAS + 1];
byte write_locked;
byte excludes;

/* Which VMAs have the other protection. */
byte changed;

/* Sampled numbers that still are the present ones (1.5), a bit a thread; who is inside an RCU section. */
byte speculates;
byte lock_seq_equal;
byte rcu;

#define inside_rcu (rcu & BIT)

/* Looks at the fields of a VMA's lock: inside RCU, or with the lock. */
#define readable(v) ((v) != 0 && ((held[v] & BIT) || (rd & BIT) || inside_rcu))

/* One page of the buffer has room: the VMA is printed under its own lock. */
inline report(v)
{
    assert(I10 || (held[v] & BIT));
    pending[_pid] = pending[_pid] & ~pages_of(start_of(v), end_of(v));
    record_shown(record_of(v))
}

#ifdef LEAN
#define forget_sample() sampled = 0; speculates = speculates & ~BIT
#else
#define forget_sample() skip
#endif

/* lock_next_vma has found vma, and it is held. */
inline found()
{
    assert(I10 || (held[vma] & BIT));
    locked = vma;
    cursor = pos;
    pos = end_of(vma);
    vma = 0;
    forget_sample();
    sampled = 0
}

inline found_and_show()
{
    found();
    report(locked);
    started = 0
}

#define nothing_held (!(rd & BIT) && wr != ID && alloc_lock != ID && !inside_rcu && \
    !((held[1] | held[2] | held[3]) & BIT))

/* vma_end_read: whether a writer that waits has to be woken. */
#define wakes(v) (held[v] == BIT && (excludes & VMA(v)))

inline end_read(v)
{
    assert(I8 || (held[v] & BIT));
    held[v] = held[v] & ~BIT
}

inline rcu_lock()
{
    rcu = rcu | BIT
}

inline rcu_unlock()
{
    assert(I8 || inside_rcu);
    rcu = rcu & ~BIT
}

active [READERS] proctype reader()
{
    byte pos, cursor, locked, vma, it_end;
    bit started, sampled, it_alive;

    open_file(MAPPED);

read:   /* start: get_pid_task, mmget_not_zero, rcu_read_lock; the iterator is set */
    if :: d_step { true; usage++ } fi; /* SPIN does not jump to a d_step. */
    d_step { true; assert(I10 || usable_mm); mm_users++ };
    if
    :: d_step { pos == GATE -> rcu_lock(); locked = 0; pos = END }; goto stop
    :: d_step {
        pos != GATE ->
        rcu_lock();
        locked = 0;
        pos = (pos > 0 -> cursor : 0);
        it_end = pos;
        it_alive = 0;
        started = 1
    }
    fi;

next_vma: /* lock_next_vma, a: speculate_try_begin */
    if
    :: d_step {
        true;
        assert(I10 || usable_mm);
        if
        :: wr == 0 -> sampled = 1; speculates = speculates | BIT
        :: else -> sampled = 0; speculates = speculates & ~BIT
        fi
    }
    fi;
    /* b: the next VMA; behind the last one, the gate, which is a line, and no record */
    if
    :: d_step {
        it_end >= PAGES ->
        it_end = INFINITE;
        it_alive = 0;
        forget_sample();
        sampled = 0;
        cursor = pos;
        pos = (full -> GATE : END);
        locked = 0;
        started = 0
    }; goto stop
    :: d_step {
        it_end < PAGES ->
        assert(I10 || inside_rcu);
        vma = find(it_end);
        it_end = end_of(vma);
        it_alive = 1
    }
    fi;
    /* c: vma_start_read. 1. R{v.lseq}, R{mm.seq} */
    d_step {
        true;
        assert(I10 || readable(vma));
        lock_seq_equal = lock_seq_equal & ~BIT | (write_locked & VMA(vma) -> BIT : 0)
    };
    if
    :: d_step { (lock_seq_equal & BIT) -> lock_seq_equal = lock_seq_equal & ~BIT }; goto busy
    :: d_step { !(lock_seq_equal & BIT) -> assert(I10 || readable(vma)) }
    fi;
    /* 2. RMW{v.ref} */
    if
    :: d_step { (excludes & VMA(vma)) -> assert(I10 || readable(vma)) }; goto busy
    :: d_step { !(excludes & VMA(vma)) -> assert(I8 || !(held[vma] & BIT)); held[vma] = held[vma] | BIT }
    fi;
    /* 4. R{mm.seq} against v.lseq; d and e: nothing has moved, and there is no gap */
    if
    :: d_step { (write_locked & VMA(vma)) -> assert(I10 || readable(vma)) }
    :: d_step { !(write_locked & VMA(vma)) && !full -> assert(end_of(vma) == pos + 2); found_and_show() }; goto next
    :: d_step { !(write_locked & VMA(vma)) && full -> assert(end_of(vma) == pos + 2); found() }; goto stop_locked
    fi;
    /* It is write-locked: the reference goes back. */
    if
    :: d_step { !wakes(vma) -> end_read(vma) }; goto busy
    :: d_step { wakes(vma) -> end_read(vma) }
    fi;
    d_step { true; assert(I10 || usable_mm) };
busy:   if :: d_step { true; forget_sample(); rcu_unlock() } fi;
    d_step { true; rcu_lock() };
    /* f: under the mmap_lock */
    d_step { true; rcu_unlock() };
locking:
    if
    :: d_step { read_joins -> enqueue(ID) }; goto locking
    :: d_step {
        read_open ->
        read_take();
        it_end = end_of(vma);
        it_alive = 1
    }
    fi;
    d_step { true; assert(I10 || (rd & BIT)); assert(I8 || !(held[vma] & BIT)); held[vma] = held[vma] | BIT };
    d_step { true; read_unlock() };
    if
    :: d_step { !full -> rcu_lock(); it_end = end_of(vma); it_alive = 0; found_and_show() }
    :: d_step { full -> rcu_lock(); it_end = end_of(vma); it_alive = 0; found() }; goto stop_locked
    fi;

next:   /* get, 1: vma_end_read of the VMA that was shown */
    if
    :: d_step { !wakes(locked) -> end_read(locked); locked = 0 }; goto next_vma
    :: d_step { wakes(locked) -> end_read(locked) }
    fi;
    if :: d_step { true; assert(I10 || usable_mm); locked = 0 }; goto next_vma fi;

stop_locked: /* The page is full. */
    if
    :: d_step { !wakes(locked) -> end_read(locked); locked = 0 }; goto stop
    :: d_step { wakes(locked) -> end_read(locked) }
    fi;
    d_step { true; assert(I10 || usable_mm); locked = 0 };
stop:   if :: d_step { true; rcu_unlock() } fi;
    d_step { true; mm_users-- };
    if
    :: d_step { pos != END -> usage--; assert(I8 || nothing_held) }; goto read
    :: d_step { pos == END -> usage--; assert(I8 || nothing_held) }
    fi;
    /* read() returns 0; close: mmdrop */
    d_step {
        true;
        assert(I10 || usable_mm);
        mm_count--;
        assert(I8 || nothing_held);
        pos = 0;
        cursor = 0;
        records_end();
        read_ends()
    };
end:    false
}

/* mm_lock_seq moves when the lock is taken and released. */
inline write_lock()
{
    write_take();
    speculates = 0;
    lock_seq_equal = 0;
    before = MAPPED;
    map_before = map_now
}

inline write_unlock()
{
    speculates = 0;
    lock_seq_equal = 0;
    write_locked = 0;
    write_release();
    before = 0;
    pages_committed(0, MAPPED);
    records_committed(0);
#if READERS > 1
    pages_committed(1, MAPPED);
    records_committed(1);
#endif
    map_before = 0
}

active [WRITERS] proctype writer()
{
    byte calls = CALLS;
    byte vma = (_pid == READERS -> 1 : 3);

lock:   /* W-mprotect of a whole VMA to a protection that no neighbour has, or back */
    if
    :: d_step { write_joins -> enqueue(ID) }; goto lock
    :: d_step { write_open -> write_lock() }
    fi;
    /* vma_start_write: new readers are kept out; then it waits for those that are in */
start_write:
    if
    :: d_step {
        held[vma] != 0 && !(excludes & VMA(vma)) ->
        assert(own);
        excludes = excludes | VMA(vma)
    }; goto start_write
    :: d_step {
        held[vma] == 0 ->
        assert(own);
        excludes = excludes & ~VMA(vma);
        write_locked = write_locked | VMA(vma)
    }
    fi;
    d_step { true; assert(own); changed = changed ^ VMA(vma) };
    /* mmap_write_unlock: a commit */
    if
    :: d_step { calls > 1 -> write_unlock(); calls-- }; goto lock
    :: d_step { calls == 1 -> write_unlock(); calls = 0; vma = 0 }
    fi;
end:    false
}

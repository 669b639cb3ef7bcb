/* /proc/PID/maps under RCU as posted in January 2024 (P-S4, docs/protocols.md 2e) against a VMA that is split and
 * merged again.
 *
 * The same model as
 *
 *   lockcheck check proc_maps/rcu-v2 --readers 2 --writer split-then-re-merge --repeat ROUNDS --no-witness \
 *     --layout '0-2r 2-4w 4-6r' --invariant I1 --invariant I3
 *
 * (I8 and I10 are always checked), with -DREADERS=1 for one reader and -DROUNDS=n. docs/spin.md says what is meant by
 * the same, and what comes of it.
 *
 * Each transition is one step of LockCheck: one d_step, or one statement that touches nothing. A label is a scheduling
 * point; comments name the steps of protocols.md 2e.
 *
 * Nothing is unmapped, and all of it is anonymous memory: a retry finds a VMA, and there are no references to pin. Left
 * out because it is a function of what is kept: vm_pgoff of a VMA (its vm_start; the copy's is kept, since it is loaded
 * at another step), whether a VMA is attached, the references that each reader has (I9 is not checked), the start of an
 * iterator's range, the object that seq_file has in hand.
 *
 * With -DLEAN three variables are gone that LockCheck's reader keeps and nobody reads: the position before this one,
 * what the read() before has returned, and whether a copy is made again (a second place in its program).
 */
#ifndef READERS
#define READERS 2
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif

#define PAGES 6
#define MAPPED ((1 << PAGES) - 1)
#define OBJECTS (3 + ROUNDS)

#define WRITERS 1

/* What has become of the node that an iterator remembers (1.6). */
#define NONE 0
#define ALIVE 1
#define DEAD 2
#define FREED 3

/* The VMAs that there can be, a bit each; other records are mixed. */
#define is_split (tree[2] != tree[3])
#define map_now (is_split -> 29 : 7)
#define record_of(start, end, prot, pgoff) ((pgoff) != (start) -> 0 : \
    ((start) == 0 && (end) == 2 && (prot) == 1 -> 1 : ((start) == 2 && (end) == 4 && (prot) == 2 -> 2 : \
    ((start) == 4 && (end) == 6 && (prot) == 1 -> 4 : ((start) == 2 && (end) == 3 && (prot) == 0 -> 8 : \
    ((start) == 3 && (end) == 4 && (prot) == 2 -> 16 : 0))))))

#define SET byte
#include "parts/mmap-lock.pml"
#include "parts/pages-reported.pml"
#include "parts/records-shown.pml"
#include "parts/proc-file.pml"

/* The tree, page by page, and the slab: a free object links to the next one by vm_start, and has no end. */
byte tree[PAGES] = { 1, 1, 2, 2, 3, 3 };
#if ROUNDS == 1
byte vm_start[OBJECTS + 1] = { 0, 0, 2, 4, 0 };
byte vm_end[OBJECTS + 1] = { 0, 2, 4, 6, 0 };
byte vm_prot[OBJECTS + 1] = { 0, 1, 2, 1, 0 };
#else
byte vm_start[OBJECTS + 1] = { 0, 0, 2, 4, 5, 0 };
byte vm_end[OBJECTS + 1] = { 0, 2, 4, 6, 0, 0 };
byte vm_prot[OBJECTS + 1] = { 0, 1, 2, 1, 0, 0 };
#endif
byte free_object = 4;

/* Era B (1.3): the sections that a freed object waits for; which VMAs are write-locked. */
byte grace[OBJECTS + 1];
byte write_locked;

/* Whether mm_wr_seq is what a reader recorded; who is inside an RCU section; each iterator. */
byte same;
byte rcu;
byte it_node[READERS];
byte it_waits[READERS];
byte it_end[READERS];
byte it_slot[READERS];

/* Of one d_step. */
hidden byte i;

/* The end and the number of the slot that contains a page. */
#define slot_end(page) ((page) < 2 -> 2 : ((page) >= 4 -> 6 : (is_split -> (page) + 1 : 4)))
#define slot_of(page) ((page) / 2 + (is_split && (page) >= 3 -> 1 : 0))

#define inside_rcu (rcu & BIT)
#define is_free(v) (vm_end[v] == 0)

inline recycle(v)
{
    vm_start[v] = free_object;
    vm_end[v] = 0;
    vm_prot[v] = 0;
    free_object = v
}

/* rcu_read_unlock: what waited for this section alone is freed. */
inline rcu_unlock()
{
    assert(I8 || inside_rcu);
    rcu = rcu & ~BIT;
    i = 0;
    do
    :: i < READERS ->
        it_waits[i] = it_waits[i] & ~BIT;
        if
        :: it_node[i] == DEAD && it_waits[i] == 0 -> it_node[i] = FREED
        :: else
        fi;
        i++
    :: else -> break
    od;
    i = 1;
    do
    :: i <= OBJECTS ->
        if
        :: grace[i] == BIT -> grace[i] = 0; recycle(i)
        :: else -> grace[i] = grace[i] & ~BIT
        fi;
        i++
    :: else -> break
    od;
    i = 0
}

inline set_iterator(page)
{
    it_end[_pid] = page;
    it_slot[_pid] = 0;
    it_node[_pid] = NONE;
    it_waits[_pid] = 0
}

/* A load of a field, inside RCU. */
#define readable(v) ((v) != 0 && !is_free(v) && inside_rcu)

inline report()
{
    pending[_pid] = pending[_pid] & ~pages_of(copy_start, copy_end);
    i = record_of(copy_start, copy_end, copy_prot, copy_pgoff);
    record_shown(i);
    i = 0
}

#define nothing_held (!(rd & BIT) && wr != ID && alloc_lock != ID && !inside_rcu)

/* With the lock, mm_wr_seq is recorded. */
inline lock_and_record()
{
    assert(I10 || usable_mm);
    read_take();
    same = same | BIT
}

#ifdef LEAN
#define keep_position() skip
#define keep_result() skip
#define keep_retry(is) skip
#else
#define keep_position() last_pos = pos
#define keep_result() returned = 1
#define keep_retry(is) retries = is
#endif

active [READERS] proctype reader()
{
    byte pos, vma, copy_start, copy_end, copy_prot, copy_pgoff;
    bit started;
#ifndef LEAN
    byte last_pos;
    bit returned, retries;
#endif

    open_file(MAPPED);

read:   /* start, 1: get_pid_task, mmget_not_zero, the lock; 2: the number is recorded, and RCU replaces the lock */
    if :: d_step { true; usage++ } fi; /* SPIN does not jump to a d_step. */
    d_step { true; assert(I10 || usable_mm); mm_users++ };
start_lock:
    if
    :: d_step { read_joins -> enqueue(ID) }; goto start_lock
    :: d_step { read_open -> lock_and_record() }
    fi;
    d_step { true; read_unlock() };
    /* 3 */
    if
    :: d_step {
        pos == GATE ->
        rcu = rcu | BIT;
        copy_start = 0; copy_end = 0; copy_prot = 0; copy_pgoff = 0;
        pos = END
    }; goto stop
    :: d_step {
        pos != GATE ->
        rcu = rcu | BIT;
        copy_start = 0; copy_end = 0; copy_prot = 0; copy_pgoff = 0;
        set_iterator(pos / 2);
        started = 1
    }
    fi;

get:    /* 4, 11 and 12: the next VMA; behind the last one, the gate, which is a line, and no record */
    if
    :: d_step {
        it_end[_pid] >= PAGES ->
        assert(I10 || (inside_rcu && it_node[_pid] != FREED && vma == 0));
        set_iterator(INFINITE);
        keep_position();
        pos = (started -> END : GATE);
        started = 0
    }; goto stop
    :: d_step {
        it_end[_pid] < PAGES ->
        assert(I10 || (inside_rcu && it_node[_pid] != FREED));
        i = (it_node[_pid] == DEAD -> slot_end(it_end[_pid] - 1) : it_end[_pid]);
        vma = tree[i];
        it_end[_pid] = slot_end(i);
        it_slot[_pid] = slot_of(i);
        it_node[_pid] = ALIVE;
        it_waits[_pid] = 0;
        i = 0
    }
    fi;
    /* 6: memcpy, a load for each field; of vm_file and anon_name there is nothing */
    d_step { true; assert(I10 || readable(vma)); copy_start = vm_start[vma] };
    d_step { true; assert(I10 || readable(vma)); copy_end = vm_end[vma] };
    d_step { true; assert(I10 || readable(vma)); copy_prot = vm_prot[vma] };
    d_step { true; assert(I10 || readable(vma)); copy_pgoff = vm_start[vma] };
    d_step { true; assert(I10 || readable(vma)) };
    /* 9 and 13: nobody has written, and the copy is shown; or the page is full. A position that stays is moved. */
    if
    :: d_step {
        (same & BIT) && started ->
        keep_position();
        pos = 2 * copy_start;
        report();
        vma = 0;
        keep_retry(0);
        started = 0
    }; goto get
    :: d_step {
        (same & BIT) && !started ->
        keep_position();
        pos = (2 * copy_start == pos -> pos + 1 : 2 * copy_start);
        vma = 0;
        keep_retry(0)
    }; goto stop
    :: d_step { !(same & BIT) -> true }
    fi;
    /* 10: the number is recorded again, and 11: the search begins at the position */
    d_step { true; rcu_unlock() };
again_lock:
    if
    :: d_step { read_joins -> enqueue(ID) }; goto again_lock
    :: d_step { read_open -> lock_and_record() }
    fi;
    d_step { true; read_unlock() };
    if :: d_step { true; rcu = rcu | BIT; set_iterator(pos / 2); keep_retry(1) }; goto get fi;

stop:   if :: d_step { true; rcu_unlock() } fi;
    d_step { true; mm_users-- };
    if
    :: d_step { pos != END -> usage--; assert(I8 || nothing_held); keep_result() }; goto read
    :: d_step { pos == END -> usage--; assert(I8 || nothing_held) }
    fi;
    /* read() returns 0; close: mmdrop */
    d_step {
        true;
        assert(I10 || usable_mm);
        mm_count--;
        assert(I8 || nothing_held);
        pos = 0;
        copy_start = 0; copy_end = 0; copy_prot = 0; copy_pgoff = 0;
#ifndef LEAN
        last_pos = 0; returned = 0;
#endif
        records_end();
        read_ends()
    };
end:    false
}

#define LOCK(v) write_locked = write_locked | 1 << (v)

#define FROM 2
#define MIDDLE 3
#define TO 4
#define FRESH 0

/* mm_wr_seq moves. */
inline write_lock()
{
    write_take();
    same = 0;
    before = MAPPED;
    map_before = map_now
}

inline write_unlock()
{
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

/* A store that replaces the node: iterators remember a dead one, until the sections that are open now have ended. */
inline store(from, to, v)
{
    i = 0;
    do
    :: i < READERS ->
        if
        :: it_node[i] == ALIVE -> it_node[i] = (rcu == 0 -> FREED : DEAD); it_waits[i] = rcu
        :: else
        fi;
        i++
    :: else -> break
    od;
    i = from;
    do
    :: i < to -> tree[i] = v; i++
    :: else -> break
    od;
    i = 0
}

active proctype writer()
{
    byte rounds = ROUNDS;
    byte vma, made;

lock_first:
    if
    :: d_step { write_joins -> enqueue(ID) }; goto lock_first
    :: d_step {
        /* W-mprotect of the front half. Split, 1: a new object for the back half. */
        write_open ->
        write_lock();
        vma = tree[FROM];
        made = free_object;
        free_object = vm_start[made];
        vm_start[made] = MIDDLE; vm_end[made] = vm_end[vma]; vm_prot[made] = vm_prot[vma]
    }
    fi;
    /* Split, 2 to 4; then the protection */
    d_step { true; assert(own); LOCK(vma) };
    d_step { true; assert(own); vm_end[vma] = MIDDLE };
    d_step { true; assert(own); LOCK(made) };
    d_step { true; assert(own); store(MIDDLE, TO, made); made = 0 };
    d_step { true; assert(own) };
    d_step { true; assert(own); vm_prot[vma] = FRESH; vma = 0 };
    d_step { true; write_unlock() };

lock_second:
    if
    :: d_step { write_joins -> enqueue(ID) }; goto lock_second
    :: d_step {
        /* And back: the back half takes the front half over, whose object goes. */
        write_open ->
        write_lock();
        vma = tree[MIDDLE];
        made = tree[FROM]
    }
    fi;
    d_step { true; assert(own); LOCK(made) };
    d_step { true; assert(own); LOCK(vma) };
    d_step { true; assert(own); vm_start[vma] = FROM };
    d_step { true; assert(own); store(FROM, TO, vma) };
    d_step { true; assert(own) };
    /* vm_area_free: at once if nobody is inside RCU */
    d_step {
        true;
        assert(own);
        if
        :: rcu == 0 -> recycle(made)
        :: else -> grace[made] = rcu
        fi;
        made = 0; vma = 0
    };
    if
    :: d_step { rounds > 1 -> write_unlock(); rounds-- }; goto lock_first
    :: d_step { rounds == 1 -> write_unlock(); rounds = 0 }
    fi;
end:    false
}

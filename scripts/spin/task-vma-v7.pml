/* The BPF task_vma iterator of mainline (P-TV7, docs/protocols.md 2a) against a VMA that is split and merged again.
 *
 * The same model as
 *
 *   lockcheck check task_vma/v7 --readers 2 --writer split-then-re-merge --at 1 --repeat ROUNDS --no-witness \
 *     --layout '0-4r 4-8w 8-12r 12-16w 16-20r' --invariant I1 --invariant I3
 *
 * (I8 and I10 are always checked), with -DREADERS=1 for one reader and -DROUNDS=n. docs/spin.md says what is meant by
 * the same, and what comes of it.
 *
 * Each transition is one step of LockCheck: one d_step, or one statement that touches nothing. A label is a scheduling
 * point; its comment names the step. A read of task->mm reads what nobody writes here, and is such a statement, so that
 * SPIN's reduction may have it.
 *
 * Left out, because it is a function of what is kept: vm_pgoff (vm_start here, always), vm_mm, whether a VMA is
 * attached, the references that each reader has (I9 is not checked), mm_users and mm_count (nobody touches them), the
 * tid that a call starts with (the label says it). A tree entry is a run of one object in `tree`. Objects are numbered
 * from 1, pages from 0.
 */
#ifndef READERS
#define READERS 2
#endif
#ifndef ROUNDS
#define ROUNDS 4
#endif

#define PAGES 20
#define OBJECTS 6
#define PER_VMA 4
#define NEVER 255 /* a prev_vm_start that equals no VMA's */

#define FIRST 0
#define NEXT 1
#define FIND 2

#define SET int
#include "parts/mmap-lock.pml"
#include "parts/pages-reported.pml"

/* The tree, page by page; the objects of the slab; the one that is free, and which are. */
byte tree[PAGES] = { 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5 };
byte vm_start[OBJECTS + 1] = { 0, 0, 4, 8, 12, 16, 0 };
byte vm_end[OBJECTS + 1] = { 0, 4, 8, 12, 16, 20, 0 };
byte vm_prot[OBJECTS + 1] = { 0, 1, 2, 1, 2, 1, 0 };
byte free_object = OBJECTS;

/* task_struct.usage */
byte usage = 1;

/* Of one d_step. */
hidden byte i;
hidden int pages;

inline map_pages()
{
    pages = 0;
    i = 0;
    do
    :: i < PAGES ->
        if
        :: tree[i] != 0 -> pages = pages | (1 << i)
        :: else
        fi;
        i++
    :: else -> break
    od;
    i = 0
}

#define readable(v) ((v) != 0 && (v) != free_object && (rd & BIT))

/* A program prints vma: I1 takes its pages out; I3 wants it to be an entry of the tree. */
inline record()
{
    assert(I10 || readable(vma));
    i = vm_start[vma];
    assert(I3 || ((i == 0 || tree[i - 1] != tree[i]) && vm_end[tree[i]] == vm_end[vma] &&
        vm_prot[tree[i]] == vm_prot[vma]));
    assert(I3 || (tree[vm_end[vma] - 1] == tree[i] && (vm_end[vma] == PAGES || tree[vm_end[vma]] != tree[i])));
    pending[_pid] = pending[_pid] & ~pages_of(vm_start[vma], vm_end[vma]);
    i = 0
}

inline return_to_user()
{
    assert(I8 || (!(rd & BIT) && wr != ID))
}

/* stop, of a VMA that is not shown: its end. */
inline remember_unshown()
{
    assert(I10 || readable(vma));
    prev_start = NEVER;
    prev_end = vm_end[vma];
    op = FIND
}

#define found tree[prev_end - 1]
#define shown_before (vm_start[found] == prev_start && vm_end[found] == prev_end)

active [READERS] proctype reader()
{
    byte prev_start, prev_end, vma, op;

    /* open: t0 */
    d_step {
        true;
        map_pages();
        read_begins(pages);
        op = FIRST
    };

read:   /* P-TV3.3: task_seq_get_next */
    if :: d_step { true; usage++ } fi; /* SPIN does not jump to a d_step. */
    /* 3.4: R{task.mm} for the test, and for the lock */
    true;
    true;
start_lock:
    /* 4, 5 and 6 */
    if
    :: d_step { read_joins -> enqueue(ID) }; goto start_lock
    :: d_step {
        read_open ->
        read_take();
        if
        :: op == FIRST -> vma = tree[0]
        :: op == FIND && !shown_before -> vma = found
        :: else -> vma = tree[prev_end]
        fi;
        record();
        op = NEXT
    }
    fi;

    /* next, 2: R{task.mm} */
    true;
    /* is_contended; if nobody waits, the successor */
    if
    :: d_step { queue != 0 -> prev_start = vm_start[vma]; prev_end = vm_end[vma]; op = FIND }; goto drop
    :: d_step { queue == 0 && vm_end[vma] < PAGES -> vma = tree[vm_end[vma]]; remember_unshown() }
    :: d_step { queue == 0 && vm_end[vma] == PAGES -> vma = 0 }; goto last
    fi;

fetched: /* The page is full. stop: R{task.mm} */
    true;
    d_step { true; read_unlock() };
    d_step { true; assert(I10 || usage > 0); usage--; vma = 0; return_to_user() };
    goto read;

drop:   true;
    d_step { true; read_unlock() };
    true;
next_lock:
    if
    :: d_step { read_joins -> enqueue(ID) }; goto next_lock
    :: d_step {
        read_open && !(shown_before && prev_end == PAGES) ->
        read_take();
        if
        :: shown_before -> vma = tree[prev_end]
        :: else -> vma = found
        fi;
        remember_unshown()
    }; goto fetched
    :: d_step { read_open && shown_before && prev_end == PAGES -> read_take(); vma = 0 }
    fi;

last:   /* 7. */
    true;
    d_step { true; read_unlock() };
    d_step { true; assert(I10 || usage > 0); usage-- };
    /* again: there is no task any more. The read() returns what it has; the next one returns 0. */
    d_step { true; op = FIRST; return_to_user() };
    d_step {
        true;
        prev_start = 0; prev_end = 0; op = 0;
        return_to_user();
        read_ends()
    };
end:    false
}

/* I1 keeps the pages before the section. */
inline write_lock()
{
    write_take();
    map_pages();
    before = pages
}

inline write_unlock()
{
    write_release();
    map_pages();
    before = 0;
    pages_committed(0, pages);
#if READERS > 1
    pages_committed(1, pages);
#endif
}

#define FROM PER_VMA
#define MIDDLE (FROM + PER_VMA / 2)
#define TO (FROM + PER_VMA)
#define WRITE 2
#define NONE 0

inline store(from, to, vma)
{
    i = from;
    do
    :: i < to -> tree[i] = vma; i++
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
        free_object = 0;
        vm_start[made] = MIDDLE; vm_end[made] = vm_end[vma]; vm_prot[made] = vm_prot[vma]
    }
    fi;
    /* Split, 2 to 4; then the protection */
    d_step { true; assert(own) };
    d_step { true; assert(own); vm_end[vma] = MIDDLE };
    d_step { true; assert(own); store(MIDDLE, TO, made); made = 0 };
    d_step { true; assert(own) };
    d_step { true; assert(own); vm_prot[vma] = NONE; vma = 0 };
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
    d_step { true; assert(own) };
    d_step { true; assert(own); vm_start[vma] = FROM };
    d_step { true; assert(own); store(FROM, TO, vma) };
    d_step {
        true;
        assert(own);
        vm_start[made] = 0; vm_end[made] = 0; vm_prot[made] = 0;
        free_object = made;
        made = 0; vma = 0
    };
    if
    :: d_step { rounds > 1 -> write_unlock(); rounds-- }; goto lock_first
    :: d_step { rounds == 1 -> write_unlock(); rounds = 0 }
    fi;
end:    false
}


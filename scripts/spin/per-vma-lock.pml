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
#define end_of(v) (2 * (v))
#define pages_of(v) (3 << (2 * (v) - 2))
#define find(page) ((page) / 2 + 1)
#define VMA(v) (1 << (v))

/* Positions behind the last VMA. */
#define GATE 254
#define END 255
#define INFINITE 255

#define ID (_pid + 1)
#define BIT (1 << _pid)
#define is_writer(id) ((id) > READERS)

#define IDLE 0
#define READING 1
#define DECIDING 2

/* Never set: they name the invariant in the text of an assertion. */
hidden byte I1, I3, I8, I10;

/* mmap_lock at level L1 (1.2): holders, and who waits in which order, four bits each. */
byte wr;
byte rd;
byte granted;
unsigned queue : 16;

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

/* task_struct.usage and alloc_lock; mm_users, mm_count */
byte usage = 1;
byte alloc_lock;
byte mm_users = 1 + WRITERS;
byte mm_count = 2;

/* History of I1 (4): pages not reported, of each reader; the pages before an open section; where each read is. */
byte pending[READERS];
byte before;
byte phase[READERS];

/* History of I3: of each reader, the VMAs of the read's earlier states that are gone, and its records that an open
   section decides; the map before that section. A VMA as it is first is bit v - 1, and as it is changed bit v + 2. */
byte reading;
byte gone[READERS];
byte undecided[READERS];
byte map_before;

/* Of one d_step. */
hidden byte i;
hidden int grants;

#define map_now ((~changed >> 1 & 7) | (changed >> 1) << 3)
#define record_of(v) (1 << ((v) - 1 + (changed & VMA(v) -> 3 : 0)))

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

/* A release with a reader at the head: every reader that waits is granted the lock. */
inline wake_readers()
{
	if
	:: queue != 0 && !is_writer(queue & 15) ->
		grants = queue;
		queue = 0;
		do
		:: grants != 0 && is_writer(grants & 15) -> enqueue((grants & 15)); grants = grants >> 4
		:: grants != 0 && !is_writer(grants & 15) ->
			granted = granted | 1 << ((grants & 15) - 1);
			rd = rd | 1 << ((grants & 15) - 1);
			grants = grants >> 4
		:: else -> break
		od
	:: else
	fi
}

inline decide(r)
{
	assert(I1 || pending[r] == 0);
	pending[r] = 0;
	phase[r] = IDLE
}

#define inside_rcu (rcu & BIT)
#define usable_mm (mm_count != 0)

/* Looks at the fields of a VMA's lock: inside RCU, or with the lock. */
#define readable(v) ((v) != 0 && ((held[v] & BIT) || (rd & BIT) || inside_rcu))

/* One page of the buffer has room: the VMA is printed under its own lock. */
inline report(v)
{
	assert(I10 || (held[v] & BIT));
	pending[_pid] = pending[_pid] & ~pages_of(v);
	i = record_of(v);
	if
	:: wr != 0 ->
		if
		:: (map_before & i) == 0 && (gone[_pid] & i) == 0 -> undecided[_pid] = undecided[_pid] | i
		:: else
		fi
	:: else -> assert(I3 || (map_now & i) != 0 || (gone[_pid] & i) != 0)
	fi;
	i = 0
}

/* lock_next_vma has found vma, and it is held. */
inline found()
{
	assert(I10 || (held[vma] & BIT));
	locked = vma;
	cursor = pos;
	pos = end_of(vma);
	vma = 0;
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

#define read_open ((granted & BIT) || (wr == 0 && !queued(ID)))
#define read_joins (wr != 0 && !(granted & BIT) && !queued(ID))

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

	/* open, 1.1 step 9: t0; the task, its mm under alloc_lock, and the mm's struct for itself */
	d_step {
		true;
		pending[_pid] = (wr != 0 -> before : MAPPED);
		phase[_pid] = READING;
		reading = reading | BIT
	};
	d_step { true; usage++ };
	d_step { alloc_lock == 0 -> assert(I10 || usage != 0); alloc_lock = ID };
	d_step { true; assert(I10 || usable_mm); mm_users++ };
	d_step { true; assert(I8 || alloc_lock == ID); alloc_lock = 0 };
	d_step { true; usage-- };
	d_step { true; assert(I10 || usable_mm); mm_count++ };
	d_step { true; mm_users-- };

read:	/* start: get_pid_task, mmget_not_zero, rcu_read_lock; the iterator is set */
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
busy:	if :: d_step { true; rcu_unlock() } fi;
	d_step { true; rcu_lock() };
	/* f: under the mmap_lock */
	d_step { true; rcu_unlock() };
locking:
	if
	:: d_step { read_joins -> enqueue(ID) }; goto locking
	:: d_step {
		read_open ->
		assert(I8 || (granted & BIT) || !(rd & BIT));
		granted = granted & ~BIT;
		rd = rd | BIT;
		it_end = end_of(vma);
		it_alive = 1
	}
	fi;
	d_step { true; assert(I10 || (rd & BIT)); assert(I8 || !(held[vma] & BIT)); held[vma] = held[vma] | BIT };
	d_step { true; assert(I8 || (rd & BIT)); rd = rd & ~BIT };
	if
	:: d_step { !full -> rcu_lock(); it_end = end_of(vma); it_alive = 0; found_and_show() }
	:: d_step { full -> rcu_lock(); it_end = end_of(vma); it_alive = 0; found() }; goto stop_locked
	fi;

next:	/* get, 1: vma_end_read of the VMA that was shown */
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
stop:	if :: d_step { true; rcu_unlock() } fi;
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
		reading = reading & ~BIT;
		gone[_pid] = 0;
		if
		:: wr != 0 -> phase[_pid] = DECIDING
		:: else -> decide(_pid)
		fi
	};
end:	false
}

#define write_open (wr == 0 && rd == 0)
#define write_joins (!write_open && !queued(ID))
#define own (I10 || wr == ID)

inline commit_of(r)
{
	if
	:: phase[r] != IDLE ->
		pending[r] = pending[r] & MAPPED;
		if
		:: phase[r] == DECIDING -> decide(r)
		:: else
		fi
	:: else
	fi;
	assert(I3 || (undecided[r] & ~map_now) == 0);
	undecided[r] = 0;
	if
	:: (reading & 1 << r) -> gone[r] = gone[r] | map_before & ~map_now
	:: else
	fi
}

inline write_unlock()
{
	assert(I8 || wr == ID);
	speculates = 0;
	lock_seq_equal = 0;
	write_locked = 0;
	wr = 0;
	wake_readers();
	before = 0;
	commit_of(0);
#if READERS > 1
	commit_of(1);
#endif
	map_before = 0
}

active [WRITERS] proctype writer()
{
	byte calls = CALLS;
	byte vma = (_pid == READERS -> 1 : 3);

lock:	/* W-mprotect of a whole VMA to a protection that no neighbour has, or back */
	if
	:: d_step { write_joins -> enqueue(ID) }; goto lock
	:: d_step {
		write_open ->
		assert(I8 || (wr != ID && !(rd & BIT)));
		dequeue(ID);
		wr = ID;
		speculates = 0;
		lock_seq_equal = 0;
		before = MAPPED;
		map_before = map_now
	}
	fi;
	/* vma_start_write: new readers are kept out; then it waits for those that are in */
start_write:
	if
	:: d_step { held[vma] != 0 && !(excludes & VMA(vma)) -> assert(own); excludes = excludes | VMA(vma) }; goto start_write
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
end:	false
}

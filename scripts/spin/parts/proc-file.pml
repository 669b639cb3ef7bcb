/* What the files of /proc/PID have in common (docs/protocols.md 1.1, step 9): the references and alloc_lock. Nobody
 * exits, so that all that can go wrong is a count.
 */
byte usage = 1;             /* of the task */
byte alloc_lock;            /* the id of its holder */
byte mm_users = 1 + WRITERS;
byte mm_count = 2;

#define usable_mm (mm_count != 0)

/* Of a file: 254 is the position of the gate, 255 the one behind it; and an iterator that has come to the end. */
#define GATE 254
#define END 255
#define INFINITE 255

/* open: t0; the task, its mm under alloc_lock, and the mm's struct for itself. */
inline open_file(mapped)
{
    d_step { true; read_begins(mapped); records_begin() };
    d_step { true; usage++ };
    d_step { alloc_lock == 0 -> assert(I10 || usage != 0); alloc_lock = ID };
    d_step { true; assert(I10 || usable_mm); mm_users++ };
    d_step { true; assert(I8 || alloc_lock == ID); alloc_lock = 0 };
    d_step { true; usage-- };
    d_step { true; assert(I10 || usable_mm); mm_count++ };
    d_step { true; mm_users-- }
}

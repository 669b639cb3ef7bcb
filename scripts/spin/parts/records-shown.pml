/* The history of I3 (docs/protocols.md 4) for readers that deliver what they no longer hold: of each reader, the VMAs
 * of its read's earlier states that are gone, and its records that only an open section's commit decides; and the map
 * before that section. There are at most eight different VMAs, which the model gives a bit each: `map_now` are those of
 * the present map.
 */
byte reading;
byte gone[READERS];
byte undecided[READERS];
byte map_before;

inline records_begin()
{
    reading = reading | BIT
}

inline records_end()
{
    reading = reading & ~BIT;
    gone[_pid] = 0
}

inline record_shown(vma)
{
    assert(I3 || (vma) != 0);
    if
    :: wr != 0 ->
        if
        :: (map_before & (vma)) == 0 && (gone[_pid] & (vma)) == 0 -> undecided[_pid] = undecided[_pid] | (vma)
        :: else
        fi
    :: else -> assert(I3 || (map_now & (vma)) != 0 || (gone[_pid] & (vma)) != 0)
    fi
}

inline records_committed(r)
{
    assert(I3 || (undecided[r] & ~map_now) == 0);
    undecided[r] = 0;
    if
    :: (reading & 1 << r) -> gone[r] = gone[r] | map_before & ~map_now
    :: else
    fi
}
